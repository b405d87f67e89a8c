import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { vendors } from '#sandbox/vendors.ts'
import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import { billOfMaterials } from '#scripts/release/bill-of-materials.ts'
import { COMMANDS } from '#scripts/release/commands.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { startProgram } from './program.ts'

const SERVER = '.next/standalone'

// `**` alone skips names that begin with a dot.
const files = globSync(['**/*', '**/.*', '**/.*/**/*'], { cwd: SERVER }).filter((path) =>
  statSync(join(SERVER, path)).isFile(),
)
const own = files.filter((path) => !path.startsWith('node_modules/'))

test('the standalone server has the build and its packages only (NX-08)', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(new Set(own.map((path) => path.split('/')[0]))).toEqual(
    new Set([
      '.next',
      'database.tar.gz',
      'next-server.js',
      'package.json',
      'public',
      'server.js',
      ...COMMANDS.map((name) => `${name}.js`),
    ]),
  )
  const needless = files.filter((path) =>
    /(^|\/)(\.env|\.git(\/|ignore)|\.npmrc|\.DS_Store)|\.(map|test\.\w+|spec\.\w+|tsx?|pem|log)$|^(app|components|docs|e2e|emails|lib|messages|sandbox|scripts|server|upstreams|\.data)\//.test(
      path,
    ),
  )
  expect(needless).toEqual([])
  expect(
    files.filter((path) =>
      /node_modules\/(sharp|@img|playwright|vitest|fast-check|hono)\b/.test(path),
    ),
  ).toEqual([])
})

/** Values that only the sandbox, the traits and the fixtures of an upstream contain. */
const WORDS = UPSTREAM_NAMES.flatMap((name) => {
  const { environment, shop, traits, webhook } = vendors[name]
  const values = environment('https://api.of-the-sandbox.example')
  return [
    ...Object.values(values),
    ...[shop.owner, shop.tagline, traits.ticket.token, webhook?.secret ?? []].flat(),
    ...traits.answers.map(([call]) => call.source),
  ]
})

test('the build contains nothing of a sandbox, of traits or of test aids (NX-08)', () => {
  const texts = own.filter(
    (path) => /\.(js|json|html|rsc|css|txt)$/.test(path) && !path.endsWith('package.json'),
  )
  expect(texts.length).toBeGreaterThan(50)
  expect(WORDS.length).toBeGreaterThan(8 * UPSTREAM_NAMES.length)
  const telling = texts.flatMap((path) => {
    const text = readFileSync(join(SERVER, path), 'utf8')
    const found = [...WORDS, '#sandbox', 'createSandbox', 'describeUpstream']
    return found.filter((word) => text.includes(word)).map((word) => ({ path, word }))
  })
  expect(telling).toEqual([])
})

test('each package that is served is in the bill of materials (CF-03)', () => {
  const named = billOfMaterials().components.map(({ name, version }) => `${name}@${version}`)
  const packages = files
    .filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .map((path) => JSON.parse(readFileSync(join(SERVER, path), 'utf8')))
  expect(packages.length).toBeGreaterThan(20)
  for (const { name, version } of packages) expect(named).toContain(`${name}@${version}`)
})

test("a copy of what is served runs the operator's commands without the project", async () => {
  const copy = mkdtempSync(join(tmpdir(), 'load-copy-'))
  try {
    cpSync(SERVER, copy, { recursive: true })
    const url = 'http://localhost'
    const run = async (...[file = '', ...args]: string[]) => {
      const command = startProgram([process.execPath, join(copy, file), ...args], {
        ...demoEnvironment('sessionm', { siteUrl: url, sandboxUrl: url }),
        DATA_DIR: join(copy, 'data'),
      })
      return { code: await command.ended, ...command.written }
    }
    const [outbox, provision] = await Promise.all([
      run('outbox.js', 'list'),
      run('provision.js', 'betterez'),
    ])
    const none = `DATA_DIR has no database: ${join(copy, 'data')} does not exist\n`
    expect(outbox).toEqual({ code: 1, stdout: '', stderr: none })
    expect(existsSync(join(copy, 'data'))).toBe(false)
    expect(provision).toMatchObject({ code: 0, stderr: '' })
    expect(provision.stdout).toContain(`${url}/actions/`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})
