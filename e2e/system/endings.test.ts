import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { freshAddress, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive } from './arrive.ts'
import { askForLink, isAccepted, isDone, typed } from './form.ts'
import { until } from './program.ts'
import { launchServer, newSiteUrl, startServer } from './site.ts'
import { STORES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const SHUTDOWN_MS = 10_000
const REQUESTS = 12
const DRAIN_MS = 2000

let environment: TestEnvironment
const open = async (...of: Parameters<typeof startTestEnvironment>) => {
  environment = await startTestEnvironment(...of)
  return environment
}
afterEach(() => environment?.end())

/** Requests links for customers of a slow upstream, which are still in progress at the end. */
async function askAtOnce({ siteUrl, sandbox }: TestEnvironment) {
  const customers = await Promise.all(
    Array.from({ length: REQUESTS }, (_, nth) =>
      sandbox.register('sessionm', nth % 2 ? 'slow' : 'unreliable', { email: freshAddress() }),
    ),
  )
  const answers = await Promise.all(
    customers.map(({ email }) => askForLink(siteUrl, siteUrl, email)),
  )
  expect(answers.filter(isAccepted)).toHaveLength(REQUESTS)
  return customers
}

describe.each([
  ['by itself', {}],
  ['by npm', { command: ['npm', 'run', '--silent', 'start'] as const }],
])('a server that was started %s', (_, own) => {
  test('answers a change that runs at SIGTERM (NX-11)', async () => {
    const { sandbox, server } = await open('sessionm', own)
    const { customer, form } = await arrive(environment, 'slow')
    const answer = form.post(typed(GOOD_PASSWORD))
    await until(
      'the upstream is asked',
      async () => (await sandbox.changesOf('sessionm', customer)) > 0,
    )
    expect(await server.end('SIGTERM')).toBe(0)
    expect(isDone(await answer)).toBe(true)
  })
})

describe.each(STORES)('a server with a store of kind %s', (kind) => {
  test('ends within ten seconds of SIGTERM, and a backup of its store loses nothing (NX-11)', async () => {
    const { sandbox, server, setting, store } = await open('sessionm', { kind })
    const customers = await askAtOnce(environment)

    const told = Date.now()
    expect(await server.end('SIGTERM')).toBe(0)
    expect(Date.now() - told).toBeLessThan(SHUTDOWN_MS)

    environment.server = await startServer({ ...setting, store: await store.restoreBackup() })
    for (const { email } of customers) await sandbox.mailTo(email, 1, 90_000)
    for (const { email } of customers) expect(await sandbox.mailsTo(email)).toHaveLength(1)
  })
})

test('a server takes requests for DRAIN_SECONDS after SIGTERM and is not ready, and leaves no socket', async () => {
  const { server, setting, store } = await open('betterez', { env: () => ({ DRAIN_SECONDS: '2' }) })
  const directory = store.env.DATA_DIR ?? ''
  expect(statSync(join(directory, 'in-use.sock')).mode & 0o077).toBe(0)

  const second = launchServer(setting, await newSiteUrl())
  expect(await second.ended).toBe(75)
  expect(second.written.stderr).toMatch(/^DATA_DIR is in use by another process: .*DATABASE_URL$/m)
  expect(await server.readiness()).toBe(200)

  const told = performance.now()
  server.signal('SIGTERM')
  await until('the site is not ready', async () => (await server.readiness()) !== 200)
  const { email } = await environment.sandbox.register('betterez')
  const isTaken = isAccepted(await askForLink(setting.siteUrl, setting.siteUrl, email))
  // On a busy machine the form may arrive after the end.
  if (performance.now() - told < DRAIN_MS) {
    expect(await server.readiness()).toBe(503)
    expect(isTaken).toBe(true)
  }
  expect(await server.ended).toBe(0)
  expect(performance.now() - told).toBeGreaterThanOrEqual(DRAIN_MS)
  expect(readdirSync(directory)).toEqual(['postgres'])
})

test('a server whose standard output is closed shuts down with 74', async () => {
  const { server, setting, sandbox } = await open('sessionm')
  server.closeOutput()
  const { email } = await sandbox.register('sessionm')
  expect(isAccepted(await askForLink(setting.siteUrl, setting.siteUrl, email))).toBe(true)
  expect(await server.ended).toBe(74)
  expect(server.written.stderr).toBe('')

  environment.server = await startServer(setting)
  await sandbox.mailTo(email)
  expect(await sandbox.mailsTo(email)).toHaveLength(1)
})
