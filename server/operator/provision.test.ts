import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SITE } from '#sandbox/fixture.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES, type UpstreamName, upstreams } from '#upstreams/registry.ts'
import { openChecks } from './doctor-fixture.ts'
import { runProvision } from './provision.ts'

const SECRET_FILE = 'elastic-path-webhook-secret'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'provision-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A store of Elastic Path and a person who sets it up. */
function openStore() {
  const checks = openChecks()
  let secrets = 0
  return {
    ...checks,
    async run(
      own: {
        env?: Record<string, string>
        isDryRun?: boolean
        says?: boolean
        testUser?: string
      } = {},
      upstream: UpstreamName = 'elastic-path',
    ) {
      const lines: string[] = []
      const provision = upstreams[upstream].provision
      if (!provision) return expect.fail('there is no set-up')
      const code = await runProvision(
        provision,
        { ...ACCESS, ...own.env },
        {
          siteUrl: SITE,
          fetch: async (input, init) => {
            const { pathname, search } = new URL(String(input))
            return checks.sandbox.request(pathname + search, init)
          },
          newSecret: () => `a-new-secret-of-32-characters-${secrets++}`,
          testUser: own.testUser ?? null,
        },
        {
          isDryRun: own.isDryRun ?? false,
          confirm: async () => own.says ?? true,
          print: (line) => lines.push(line),
          directory,
        },
      )
      return { code, lines, text: lines.join('\n') }
    },
  }
}

const {
  ELASTIC_PATH_PASSWORD_PROFILE_ID: PROFILE_ID = '',
  ELASTIC_PATH_WEBHOOK_SECRET: SECRET = '',
  ...ACCESS
} = vendors['elastic-path'].environment('https://sandbox.example/elastic-path')

const NOTHING = 'nothing to change'

test('a bare store is set up at once, and the second run has nothing to change', async () => {
  const { run, putStore, runChecks } = openStore()
  await putStore('bare')
  const first = await run()
  expect(first.code).toBe(0)
  expect(first.lines.filter((line) => line.startsWith('done'))).toHaveLength(3)
  expect(first.text).toContain(`ELASTIC_PATH_PASSWORD_PROFILE_ID=${PROFILE_ID}`)
  const path = join(directory, SECRET_FILE)
  expect(first.text).toContain(`ELASTIC_PATH_WEBHOOK_SECRET_FILE=${path}`)
  const secret = readFileSync(path, 'utf8').trim()
  expect(first.text).not.toContain(secret)
  expect(statSync(path).mode & 0o777).toBe(0o600)

  const env = { ELASTIC_PATH_WEBHOOK_SECRET: secret }
  expect((await run()).lines).toContain(NOTHING)
  expect((await run({ env })).lines).toContain(NOTHING)
  expect(await runChecks('elastic-path', { env })).toMatchObject({
    'ep.webhook': { state: 'ok' },
    'ep.profile': { state: 'ok' },
    'ep.self-management': { state: 'ok' },
    'ep.realm': { state: 'ok' },
  })
})

test('a half-configured store keeps what it has, and gets what it lacks', async () => {
  const { run, putStore } = openStore()
  await putStore('half')
  const env = {
    ELASTIC_PATH_PASSWORD_PROFILE_ID: PROFILE_ID,
    ELASTIC_PATH_WEBHOOK_SECRET: 'the secret of the site',
  }
  const first = await run({ env })
  expect(first.lines.filter((line) => line.startsWith('~ '))).toEqual([
    '~ settings  account_member_self_management: update_only   (now disabled)',
    '~ password profile  enable_one_time_password_token: true   (now false)',
    '~ webhook  enabled: true   (now false)',
    '~ webhook  another secret key',
  ])
  expect(readdirSync(directory)).toEqual([])
  expect((await run({ env })).lines).toContain(NOTHING)
})

test('a store that is right stays as it is, and its secret goes to a file', async () => {
  const { run } = openStore()
  const first = await run()
  expect(first.lines.filter((line) => line.startsWith('~ '))).toEqual([])
  expect(readFileSync(join(directory, SECRET_FILE), 'utf8').trim()).toBe(SECRET)
  expect((await run()).lines).toContain(NOTHING)
})

test('neither a dry run nor a no changes anything', async () => {
  const { run, putStore } = openStore()
  await putStore('bare')
  const dry = await run({ isDryRun: true })
  expect([dry.code, (await run({ says: false })).code]).toEqual([0, 2])
  expect((await run({ isDryRun: true })).lines).toEqual(dry.lines)
  expect(readdirSync(directory)).toEqual([])
})

test('a key that may not write prints what to do by hand', async () => {
  const { run, putStore } = openStore()
  await putStore('half', false)
  const { code, text } = await run()
  expect(code).toBe(2)
  expect(text).toContain('by hand: Commerce Manager > SYSTEM > Store Settings > Webhooks')
  expect(text.match(/not allowed for this key/g)).toHaveLength(3)
})

test('a user for tests is made once, if asked', async () => {
  const { run, putStore, sandbox } = openStore()
  await putStore('bare')
  const testUser = 'New.User@example.com'
  const { code } = await run({ testUser })
  expect(code).toBe(0)
  const password = readFileSync(join(directory, 'test-user-password'), 'utf8').trim()
  expect(await sandbox.signIn('elastic-path', testUser.toLowerCase(), password)).toContain('Signed')
  expect((await run({ testUser })).lines).toContain(NOTHING)
})

test('wrong ids and refused credentials are named, and nothing is changed', async () => {
  const { run } = openStore()
  const ELASTIC_PATH_PASSWORD_PROFILE_ID = '00000000-0000-4000-8000-000000000000'
  const wrong = await run({ env: { ELASTIC_PATH_PASSWORD_PROFILE_ID } })
  expect(wrong.code).toBe(1)
  expect(wrong.text).toContain('ELASTIC_PATH_PASSWORD_PROFILE_ID is none of')
  const refused = await run({ env: { ELASTIC_PATH_CLIENT_SECRET: 'x' } })
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('access token')])
})

test.each(UPSTREAM_NAMES.filter((name) => !upstreams[name].provision?.isAutomatic))(
  '%s is set up by hand: the command says what to click and paste',
  async (name) => {
    const { code, text } = await openStore().run({}, name)
    expect(code).toBe(0)
    expect(text).toMatch(name === 'betterez' ? `${SITE}/actions` : 'SESSIONM_API_SECRET')
  },
)

test('the mapping for a mail service links to this site', () => {
  const mapping = JSON.stringify(upstreams['elastic-path'].provision?.mapping?.(SITE))
  expect(mapping).toContain(`${SITE}/change_password?username=`)
  expect(mapping).toContain('one-time-password-token-request.created')
})
