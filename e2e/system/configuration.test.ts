import { afterEach, expect, test } from 'vitest'
import { startListener } from './listener.ts'
import { startProgram, until } from './program.ts'
import { launchServer, newSiteUrl, type Setting } from './site.ts'
import { openStore } from './store.ts'

const CANARY = 'canary'

let end: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of end.reverse()) await step()
  end = []
})

const FAULTY: [string, Setting['upstream'], env: Record<string, string>][] = [
  ['lacks keys', 'sessionm', { SITE_SECRET: '', SESSIONM_API_SECRET: ' ' }],
  ['lacks who mails', 'elastic-path', { MAIL_FROM: '', RESEND_API_KEY: '' }],
  [
    'has malformed values',
    'betterez',
    {
      SITE_SECRET: CANARY,
      SITE_URL: `https://${CANARY}.example/path`,
      DATABASE_URL: `mysql://site:${CANARY}@db.example/site`,
      BETTEREZ_ACCOUNT_ID: CANARY,
      BETTEREZ_API_URL: `http://${CANARY}.example`,
    },
  ],
  [
    'holds a short secret and no id',
    'elastic-path',
    { ELASTIC_PATH_WEBHOOK_SECRET: CANARY, ELASTIC_PATH_REALM_ID: CANARY },
  ],
  ['asks for no certificates', 'sessionm', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
]

test.each(FAULTY)(
  'a server whose environment %s ends with 78, names the variables and no value, and answers nobody (CF-01)',
  async (_, upstream, env) => {
    const store = await openStore('embedded')
    end.push(store.remove)
    const siteUrl = await newSiteUrl()
    const setting = { upstream, siteUrl, sandboxUrl: siteUrl, store: store.env, env }
    const server = launchServer(setting)
    end.push(() => server.end('SIGKILL'))

    const answers = new Set<number | null>()
    await until('the server has ended', async () => {
      answers.add(await server.readiness())
      return server.hasEnded()
    })
    expect(await server.ended).toBe(78)
    expect([...answers]).toEqual([null])

    const { stdout, stderr } = server.written
    const named = stderr.matchAll(/^ {2}([A-Z_]+) (?:is|must) /gm)
    expect([...named].map(([, name]) => name).sort()).toEqual(Object.keys(env).sort())
    expect(stdout + stderr).not.toContain(CANARY)
  },
)

const NO_PORT = 'PORT must be a number from 1 to 65535'
const NO_HOST = 'HOSTNAME must be an address of this machine'

test.each<[string, number, string, env: (port: string) => Record<string, string>]>([
  ['a PORT that is no number', 78, NO_PORT, () => ({ PORT: 'abc' })],
  ['a PORT with a unit', 78, NO_PORT, () => ({ PORT: '80s' })],
  ['a PORT that is too large', 78, NO_PORT, () => ({ PORT: '65536' })],
  ['a HOSTNAME of another machine', 78, NO_HOST, () => ({ HOSTNAME: '192.0.2.1' })],
  [
    'a PORT in use',
    75,
    'PORT is in use by another process',
    (PORT) => ({ PORT, HOSTNAME: '127.0.0.1' }),
  ],
])('a server with %s ends with %i and says so in one line', async (_, code, line, env) => {
  const listener = await startListener()
  end.push(async () => listener.end())
  const own = env(listener.host.split(':')[1] ?? '')
  const program = startProgram([process.execPath, '.next/standalone/server.js'], own)
  end.push(() => program.end('SIGKILL'))
  expect(await program.ended).toBe(code)
  expect(program.written).toEqual({ stdout: '', stderr: `${line}\n` })
})

test('a server whose DATA_DIR cannot be closed to other users ends with 78', async () => {
  const siteUrl = await newSiteUrl()
  const store = { DATA_DIR: '/proc/self/task' }
  const server = launchServer({ upstream: 'sessionm', siteUrl, sandboxUrl: siteUrl, store })
  end.push(() => server.end('SIGKILL'))
  expect(await server.ended).toBe(78)
  expect(server.written.stderr).toMatch(/^DATA_DIR cannot be made, or closed to other users/m)
})

test('a server whose OPS_PORT is in use ends with 75', async () => {
  const listener = await startListener()
  const store = await openStore('embedded')
  end.push(store.remove, async () => listener.end())
  const siteUrl = await newSiteUrl()
  const env = { OPS_PORT: listener.host.split(':')[1] ?? '' }
  const setting = { upstream: 'sessionm', siteUrl, sandboxUrl: siteUrl, store: store.env } as const
  const server = launchServer({ ...setting, env })
  end.push(() => server.end('SIGKILL'))
  expect(await server.ended).toBe(75)
  expect(server.written.stderr).toMatch(/^OPS_PORT is in use by another process$/m)
})
