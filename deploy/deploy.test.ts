import { globSync, readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { MEMORY_LIMIT_MB } from '#e2e/system/memory-limit.ts'
import { chartHash, EXAMPLES, renderChart, renderedPath } from '#scripts/chart/chart.ts'
import { VARIABLES } from '#server/config/config.ts'
import { VERSION } from '#server/version.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const dockerfile = read('deploy/Dockerfile')
const compose = read('deploy/compose.yaml')
const unit = read('deploy/systemd/password-reset-site.service')
const rendered = EXAMPLES.map((example) => read(renderedPath(example)))
const { version, devDependencies } = JSON.parse(read('package.json'))

/** Variables of Node, of the server's entry point, of a campaign, and of the Postgres image. */
const OTHERS = ['NODE_ENV', 'PORT', 'HOSTNAME', 'NO_PROXY', 'API_KEY']
const OF_POSTGRES = ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD_FILE']
const KNOWN = new Set([...VARIABLES, ...OTHERS, ...OF_POSTGRES])

const NAME = '([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'

/** Finds the variables that a text sets, in a shell, an env file, Compose or a manifest. */
const variablesIn = (text: string) =>
  [`(?:^|[ "'=])${NAME}=`, `^ +${NAME}: `, `^ +- name: ${NAME}$`, `^ +- key: ${NAME}$`]
    .flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'gm'))])
    .map(([, name = '']) => name)

/** Files that set variables; the chart's templates do it in what is rendered from them. */
const SETTING = [
  ...['deploy/Dockerfile', 'deploy/compose.yaml', 'deploy/README.md', 'docs/operating.md'],
  ...globSync(['deploy/systemd/*', 'deploy/chart/{values,examples/*}.yaml', 'deploy/kubernetes/*']),
]

test.each(SETTING)('each variable that %s sets is one that the site reads', (path) => {
  const names = variablesIn(read(path))
  expect(names).not.toEqual([])
  expect(names.filter((name) => !KNOWN.has(name))).toEqual([])
})

test('every YAML file can be parsed', () => {
  const paths = globSync('deploy/**/*.yaml').filter((path) => !path.includes('/templates/'))
  expect(paths.length).toBeGreaterThan(6)
  for (const path of paths)
    for (const document of parseAllDocuments(read(path))) {
      expect('errors' in document && [...document.errors, ...document.warnings]).toEqual([])
    }
})

test('the Dockerfile has no fault, the pinned Node, and a user who is not root', () => {
  expect(validate(dockerfile).map(({ message }) => message)).toEqual([])
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
  expect(new Set(images)).toEqual(new Set([`node:${devDependencies.node}-bookworm-slim`]))
  const [, last = ''] = dockerfile.split(/^FROM (?!.* AS )/m)
  expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
  expect(last).toMatch(/^HEALTHCHECK [^[]*CMD \["node", /m)
})

test('the image gets all that a build reads, and no file with keys', () => {
  const listed = read('.dockerignore').split('\n')
  const [, sources = ''] =
    /SOURCES = \[([^\]]+)\]/.exec(read('scripts/build/build-if-needed.ts')) ?? []
  const [, folders = ''] = /\{([a-z,]+)\}\/\*\*/.exec(sources) ?? []
  expect(folders.split(',').length).toBeGreaterThan(6)
  for (const folder of folders.split(',')) expect(listed).toContain(`!${folder}`)
  for (const path of globSync('*.ts').filter((it) => !/vitest|playwright|\.d\.ts/.test(it)))
    expect(listed).toContain(`!${path}`)
  expect(listed).toContain('*')
  expect(listed.indexOf('**/.env*')).toBeGreaterThan(listed.lastIndexOf('!upstreams'))
})

test('the unit restarts what the exit codes say', () => {
  const [, unusable, inUse, noLog] =
    /EXIT = \{ unusable: (\d+), inUse: (\d+), noLog: (\d+) \}/.exec(read('server/boot.ts')) ?? []
  expect(unit).toContain(`RestartPreventExitStatus=${unusable}\n`)
  expect(unit).toContain(`RestartForceExitStatus=${inUse} ${noLog}\n`)
})

test('the container has the memory limit of the memory test', () => {
  expect(unit).toContain(`MemoryMax=${MEMORY_LIMIT_MB.embedded}M`)
  for (const text of rendered) {
    const limit = text.includes('DATABASE_URL') ? 'server' : 'embedded'
    expect(text).toMatch(new RegExp(` cpu: 100m\\n +memory: ${MEMORY_LIMIT_MB[limit]}Mi`))
  }
})

test('the version is the same everywhere', () => {
  expect(VERSION).toBe(version)
  expect(compose).toContain(`image: password-reset-site:${version}\n`)
  const chart = read('deploy/chart/Chart.yaml')
  expect(chart).toContain(`\nversion: ${version}\n`)
  expect(chart).toContain(`\nappVersion: "${version}"\n`)
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm'))
  const names = ['docs/operating.md', 'deploy/README.md'].flatMap((path) => [
    ...read(path).matchAll(/password-reset-site[-:](\d+\.\d+\.\d+)/g),
  ])
  expect(new Set(names.map(([, one]) => one))).toEqual(new Set([version]))
})

test.each(EXAMPLES)('the manifests of %s are those that the chart makes', (example) => {
  const text = read(renderedPath(example))
  expect(text).toContain(`# Chart ${chartHash()}\n`)
  // Where Helm is not installed, the hash has to do.
  expect(renderChart(example) ?? text).toBe(text)
})
