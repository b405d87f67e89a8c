import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { ensureBrowser } from '#scripts/browser.ts'

const RESULTS = 'test-results'

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

function unitTests(): Tally {
  const { numPassedTests, numFailedTests } = read('unit')
  return { passed: numPassedTests, failed: numFailedTests }
}

function journeys(): Tally {
  const { expected, unexpected, flaky } = read('journeys').stats
  return { passed: expected, failed: unexpected + flaky }
}

mkdirSync(RESULTS, { recursive: true })
const tallies = [
  check('Formatting and lint', 'biome', 'ci', '--error-on-warnings'),
  check('Types', 'npm', 'run', '--silent', 'types'),
  check('Dead code', 'knip'),
  suite(
    'Units and contracts',
    unitTests,
    ...([
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${RESULTS}/unit.json`,
    ] as const),
  ),
]
const build = check('Production build', 'npm', 'run', '--silent', 'build')
tallies.push(build)
if (build.passed) {
  ensureBrowser()
  tallies.push(suite('Journeys in a browser', journeys, 'playwright', 'test'))
}

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
