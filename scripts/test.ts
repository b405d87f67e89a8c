import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { ensureBrowser } from '#scripts/browser.ts'

const RESULTS = 'test-results'

const CONFIGS = { unit: 'vitest.config.ts', system: 'vitest.system.config.ts' }

type Vitest = keyof typeof CONFIGS
type Tally = { passed: number; failed: number }

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0

/** Runs a step that counts as one test. */
function check(title: string, ...command: [string, ...string[]]): Tally {
  console.log(`\n▸ ${title}`)
  return run(...command) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs a step with a count of its own. Without a count it has failed. */
function suite(title: string, count: () => Tally, ...command: [string, ...string[]]): Tally {
  const { failed } = check(title, ...command)
  try {
    const tally = count()
    return { passed: tally.passed, failed: Math.max(tally.failed, failed) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const read = (name: string) => JSON.parse(readFileSync(`${RESULTS}/${name}.json`, 'utf8'))

/** Reads the results of a vitest suite. */
const counted = (name: Vitest) => (): Tally => {
  const { numPassedTests, numFailedTests } = read(name)
  return { passed: numPassedTests, failed: numFailedTests }
}

/** Builds the command of a vitest suite, which writes its results to a file. */
const vitest = (name: Vitest) =>
  [
    ...['vitest', 'run', '--config', CONFIGS[name]],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/${name}.json`],
  ] as [string, ...string[]]

function journeys(): Tally {
  const { expected, unexpected, flaky } = read('journeys').stats
  return { passed: expected, failed: unexpected + flaky }
}

mkdirSync(RESULTS, { recursive: true })
const tallies = [
  check('Formatting and lint', 'biome', 'ci', '--error-on-warnings'),
  check('Types', 'npm', 'run', '--silent', 'types'),
  check('Dead code', 'knip'),
  suite('Units and contracts', counted('unit'), ...vitest('unit')),
]
if (!process.argv.includes('--quick')) {
  const build = check('Production build', 'npm', 'run', '--silent', 'build')
  tallies.push(build)
  if (build.passed) {
    ensureBrowser()
    tallies.push(
      suite('Weight, load, races and sudden ends', counted('system'), ...vitest('system')),
    )
    tallies.push(suite('Journeys in a browser', journeys, 'playwright', 'test'))
  }
}

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
