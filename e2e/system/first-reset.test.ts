import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { COMMANDS } from '#scripts/release/commands.ts'
import { packRelease } from '#scripts/release/pack-release.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { openChange } from './arrive.ts'
import { askForLink, isAccepted, isDone, typed } from './form.ts'
import { startProgram, until } from './program.ts'
import { startSandbox } from './sandbox.ts'
import { newSiteUrl } from './site.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const home = mkdtempSync(join(tmpdir(), 'release-test-'))
const archive = join(home, `password-reset-site-${version}.tar.gz`)
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

beforeAll(() => packRelease(version, home))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const GUIDE = 'From nothing to the first reset'

/** Reads the commands of a section of a document. @throws if it has none */
function commandsOf(heading: string, path = 'docs/operating.md'): readonly string[] {
  const section = readFileSync(path, 'utf8')
    .split(/^##+ /m)
    .find((each) => each.startsWith(`${heading}\n`))
  const commands = [...(section ?? '').matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  if (commands.length === 0) throw new Error(`${path}: "${heading}" has no commands`)
  return commands.map(([, command = '']) => command)
}

test.each(UPSTREAM_NAMES)(
  'the guide leads from a release to a first reset with %s',
  async (name) => {
    const siteUrl = await newSiteUrl()
    const sandbox = await startSandbox(siteUrl)
    const folder = mkdtempSync(join(home, 'guide-'))
    const moved = (commands: string) =>
      commands
        .replaceAll('http://localhost:3000', siteUrl)
        .replaceAll('http://localhost:4000', sandbox.url)
    const shell = (commands: string, cwd: string) =>
      execFileSync('sh', ['-euc', moved(commands)], { cwd, encoding: 'utf8', stdio: 'pipe' })

    const settings = commandsOf(GUIDE, `upstreams/${name}/README.md`).join('')
    expect(settings).toContain('provision.js')
    const unpack = commandsOf(GUIDE).join('')
    execFileSync('cp', [archive, folder])
    const written = shell(`${unpack}${settings}pwd`, folder)
    const installed = written.trim().split('\n').at(-1) ?? ''
    const [start = '', look = '', ...more] = commandsOf('The first reset')
    expect(more).toEqual([])

    const site = startProgram(['sh', '-c', `cd ${installed} && exec ${moved(start)}`], {
      PORT: new URL(siteUrl).port,
      HOSTNAME: '127.0.0.1',
      DRAIN_SECONDS: '0',
    })
    try {
      await until('the site listens', async () => {
        if (site.hasEnded()) throw new Error(`the site has ended: ${site.written.stderr}`)
        return fetch(`${siteUrl}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        )
      })
      const found = shell(look, installed)
      expect(found).toMatch(/^ready/)
      expect(found).toMatch(/^ok +site\.form /m)
      expect(found).not.toMatch(/^fail/m)

      const email = 'ada@example.com'
      expect(isAccepted(await askForLink(siteUrl, siteUrl, email))).toBe(true)
      const { form } = await openChange(siteUrl, linkIn(await sandbox.mailTo(email)))
      expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
      expect(await site.end('SIGTERM')).toBe(0)
    } finally {
      await site.end('SIGKILL')
      await sandbox.end()
    }
  },
)

test('the same build makes the same archive, sorted, with the bill of materials (CF-03)', async () => {
  const again = mkdtempSync(join(home, 'again-'))
  const { file } = await packRelease(version, again)
  expect(sha256(file)).toBe(sha256(archive))

  const lines = execFileSync('tar', ['tzf', archive], { encoding: 'utf8' }).trim().split('\n')
  const paths = lines.map((line) => line.replace(`password-reset-site-${version}/`, ''))
  expect(lines).toEqual(lines.toSorted())
  const commands = COMMANDS.map((name) => `${name}.js`)
  for (const path of ['server.js', ...commands, 'sbom.cdx.json', 'LICENSE', 'deploy/README.md'])
    expect(paths).toContain(path)
  expect(
    paths.filter((path) => /\.test\.ts$|^docs\/.*\.ts$|(^|\/)\.env$|^\.data/.test(path)),
  ).toEqual([])
})

test('each link of a document in the archive leads to a file of the archive', () => {
  const folder = mkdtempSync(join(home, 'links-'))
  execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components=1'])
  const broken = globSync(['*.md', '{deploy,docs,upstreams}/**/*.md'], { cwd: folder }).flatMap(
    (path) =>
      [...readFileSync(join(folder, path), 'utf8').matchAll(/\]\((?!\w+:|#)([^)\s#]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(folder, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
  )
  expect(broken).toEqual([])
})
