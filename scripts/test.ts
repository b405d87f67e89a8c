import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { ensureBrowser } from '#e2e/browser.ts'

const RESULTS = 'test-results'

const CONFIGS = { unit: 'vitest.config.ts', system: 'vitest.system.config.ts' }

type Vitest = keyof typeof CONFIGS
type Tally = { passed: number; failed: string[] }

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0

/** Runs a step that counts as one test. */
function check(title: string, ...command: [string, ...string[]]): Tally {
  console.log(`\n▸ ${title}`)
  return run(...command) ? { passed: 1, failed: [] } : { passed: 0, failed: [title] }
}

/** Runs a step with a count of its own. Without a count it has failed. */
function suite(title: string, count: () => Tally, ...command: [string, ...string[]]): Tally {
  const { failed } = check(title, ...command)
  try {
    const tally = count()
    return tally.failed.length > 0 ? tally : { ...tally, failed }
  } catch {
    return { passed: 0, failed: [title] }
  }
}

const read = (name: string) => JSON.parse(readFileSync(`${RESULTS}/${name}.json`, 'utf8'))

type VitestFile = {
  name: string
  message: string
  assertionResults: { status: string; fullName: string }[]
}

/** Reads the results of a vitest suite. A file that cannot be loaded has a message and no tests. */
const counted = (name: Vitest) => (): Tally => {
  const { numPassedTests, testResults } = read(name) as {
    numPassedTests: number
    testResults: VitestFile[]
  }
  const failed = testResults.flatMap(({ name: path, message, assertionResults }) => {
    const file = relative('.', path)
    const tests = assertionResults.filter(({ status }) => status === 'failed')
    if (tests.length === 0 && message) return [file]
    return tests.map(({ fullName }) => `${file} › ${fullName}`)
  })
  return { passed: numPassedTests, failed }
}

/** Builds the command of a vitest suite, which writes its results to a file. */
const vitest = (name: Vitest) =>
  [
    ...['vitest', 'run', '--config', CONFIGS[name]],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/${name}.json`],
  ] as [string, ...string[]]

type JourneySuite = {
  file: string
  specs?: { ok: boolean; title: string; line: number }[]
  suites?: JourneySuite[]
}

/** Finds the journeys of a suite that failed. */
const failedIn = ({ file, specs = [], suites = [] }: JourneySuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title, line }) => `${file}:${line} › ${title}`),
  ...suites.flatMap(failedIn),
]

function journeys(): Tally {
  const { stats, suites } = read('journeys') as {
    stats: { expected: number }
    suites: JourneySuite[]
  }
  return { passed: stats.expected, failed: suites.flatMap(failedIn) }
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

const failed = tallies.flatMap((tally) => tally.failed)
const passed = tallies.reduce((total, tally) => total + tally.passed, 0)
console.log(`\n${passed} passed, ${failed.length} failed`)
for (const name of failed) console.log(`  ${name}`)
process.exitCode = failed.length === 0 ? 0 : 1
