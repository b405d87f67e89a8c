import { afterEach, describe, expect, test } from 'vitest'
import { freshAddress, linkIn } from '#sandbox/remote.ts'
import { askForLink, isAccepted, isDone, openForm, openLink, typed } from './form.ts'
import { until } from './program.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { launchServer, newSiteUrl, type Setting, startServer } from './site.ts'
import { openStore, STORES } from './store.ts'
import { startWorld } from './world.ts'

const SHUTDOWN_MS = 10_000
const REQUESTS = 12

let end: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of end.reverse()) await step()
  end = []
})

/** Requests of accounts whose upstream takes its time: they are being worked when the end comes. */
async function askAtOnce(setting: Setting, sandbox: Sandbox) {
  const customers = await Promise.all(
    Array.from({ length: REQUESTS }, (_, nth) =>
      sandbox.register('sessionm', nth % 2 ? 'slow' : 'unreliable', { email: freshAddress() }),
    ),
  )
  const answers = await Promise.all(
    customers.map(({ email }) => askForLink(setting.siteUrl, setting.siteUrl, email)),
  )
  expect(answers.filter(isAccepted)).toHaveLength(REQUESTS)
  return customers
}

describe.each([
  ['by itself', {}],
  ['by npm', { command: ['npm', 'run', '--silent', 'start'] as const }],
])('a server that was started %s', (_, own) => {
  test('answers the customer whose password it is setting when it is told to end (NX-11)', async () => {
    const world = await startWorld('sessionm', own)
    end.push(() => world.end())
    const { siteUrl, sandbox, server } = world
    const customer = await sandbox.register('sessionm', 'slow')
    await askForLink(siteUrl, siteUrl, customer.email)
    const link = linkIn(await sandbox.mailTo(customer.email))
    const { cookie } = await openLink(siteUrl, link)
    const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie })

    const answer = form.post(typed('seven quiet rivers 7'))
    await until('the upstream is asked', async () =>
      (await sandbox.callsAbout('sessionm', customer)).includes('change'),
    )
    expect(await server.end('SIGTERM')).toBe(0)
    expect(isDone(await answer)).toBe(true)
  })
})

describe.each(STORES)('a server with a store of kind %s', (kind) => {
  async function world() {
    const siteUrl = await newSiteUrl()
    const store = await openStore(kind)
    end.push(store.remove)
    const sandbox = await startSandbox(siteUrl)
    end.push(sandbox.end)
    const setting: Setting = {
      upstream: 'sessionm',
      siteUrl,
      sandboxUrl: sandbox.url,
      store: store.env,
    }
    return { setting, sandbox }
  }

  test('that is told to end does so within ten seconds, and loses nothing (NX-11)', async () => {
    const { setting, sandbox } = await world()
    const server = await startServer(setting)
    end.push(() => server.end('SIGKILL'))
    const customers = await askAtOnce(setting, sandbox)

    const told = Date.now()
    expect(await server.end('SIGTERM')).toBe(0)
    expect(Date.now() - told).toBeLessThan(SHUTDOWN_MS)

    const next = await startServer(setting)
    end.push(() => next.end('SIGKILL'))
    for (const { email } of customers) await sandbox.mailTo(email, 1, 90_000)
    for (const { email } of customers) expect(await sandbox.mailsTo(email)).toHaveLength(1)
  })
})

test('a second server is refused the directory of the first, which goes on', async () => {
  const siteUrl = await newSiteUrl()
  const store = await openStore('embedded')
  end.push(store.remove)
  const setting = { upstream: 'betterez', siteUrl, sandboxUrl: siteUrl, store: store.env } as const
  const first = await startServer(setting)
  end.push(() => first.end('SIGKILL'))

  const second = launchServer(setting, await newSiteUrl())
  expect(await second.ended).toBe(75)
  expect(second.written.stderr).toMatch(/^DATA_DIR is in use by another process: .*DATABASE_URL$/m)
  expect(await first.readiness()).toBe(200)

  await first.end('SIGKILL')
  const third = await startServer(setting)
  end.push(() => third.end('SIGKILL'))
})
