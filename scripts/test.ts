import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { ensureBrowser } from '#scripts/browser.ts'

const RESULTS = 'test-results'

const CONFIGS = { unit: 'vitest.config.ts', system: 'vitest.system.config.ts' }

type Vitest = keyof typeof CONFIGS
type Tally = { passed: number; failed: number }

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0

/** A step that is one thing: it is right or wrong. */
function check(title: string, ...command: [string, ...string[]]): Tally {
  console.log(`\n▸ ${title}`)
  return run(...command) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A step that counts by itself; one that ends without a count has failed as a whole. */
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

/** What vitest counted in one of its suites. */
const counted = (name: Vitest) => (): Tally => {
  const { numPassedTests, numFailedTests } = read(name)
  return { passed: numPassedTests, failed: numFailedTests }
}

/** Runs a suite of vitest, which writes its results where they are counted. */
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
