import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import type { Delivery } from '#sandbox/webhooks.ts'
import { arrive } from './arrive.ts'
import { askForLink, formOf, isAccepted, isDone, openLink, typed } from './form.ts'
import { createPostgres, type Postgres } from './postgres.ts'
import { until } from './program.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { newSiteUrl, type Server, startServer } from './site.ts'

/** Connections of a process, at most: docs/operating.md, "Database". */
const CONNECTIONS = 20
const POSTS = 100

describe('two replicas with one database', () => {
  let postgres: Postgres
  let sandbox: Sandbox
  let servers: Server[] = []
  let siteUrl: string
  let other: string

  beforeAll(async () => {
    siteUrl = await newSiteUrl()
    other = await newSiteUrl()
    postgres = await createPostgres()
    await postgres.start()
    sandbox = await startSandbox(siteUrl)
    const store = { DATABASE_URL: await postgres.createSiteDatabase() }
    const setting = { upstream: 'elastic-path', siteUrl, sandboxUrl: sandbox.url, store } as const
    servers = await Promise.all([startServer(setting), startServer(setting, other)])
  })
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end('SIGKILL')))
    await sandbox?.end()
    await postgres?.remove()
  })

  test('a form of a page of one replica can be sent to the other', async () => {
    const customer = await sandbox.register('elastic-path')
    const form = await formOf({ siteUrl })
    expect(isAccepted(await form.post({ email: customer.email }, { server: other }))).toBe(true)
    expect(linkIn(await sandbox.mailTo(customer.email))).toContain(siteUrl)
  })

  test('a link that one replica has spent is used at the other too', async () => {
    const upstream = 'elastic-path'
    const { customer, link, form } = await arrive({ siteUrl, sandbox, upstream })
    expect(isDone(await form.post(typed(GOOD_PASSWORD), { server: other }))).toBe(true)

    expect((await openLink(siteUrl, link)).location).toBe('/change-password/expired')
    const late = await form.post(typed(`${GOOD_PASSWORD} and more`))
    expect(late.location).toMatch(/\/change-password\/expired$/)
    expect(await sandbox.changesOf(upstream, customer)).toBe(1)
  })

  test('an event that arrives ten times over at both is one mail (WH-03)', async () => {
    const customer = await sandbox.register('elastic-path')
    await askForLink(siteUrl, siteUrl, customer.email)
    const before = await mailJobs(postgres)
    let event: Delivery | undefined
    await until('there is an event', async () => {
      event = (await sandbox.deliveries()).find(({ body }) =>
        JSON.stringify(body).includes(customer.email),
      )
      return event !== undefined
    })
    const statuses = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => deliver(nth % 2 ? other : siteUrl, event)),
    )
    expect(statuses).toEqual(Array(10).fill(202))
    await sandbox.mailTo(customer.email)
    expect(await mailJobs(postgres)).toBe(before + 1)
    expect(await sandbox.mailsTo(customer.email)).toHaveLength(1)
  })

  test('take twenty connections each at most', async () => {
    const form = await formOf({ siteUrl })
    const counts: number[] = []
    const posts = Array.from({ length: POSTS }, async (_, nth) => {
      await form.post({ email: freshAddress() }, { server: nth % 2 ? other : siteUrl })
      counts.push(await connectionsTo(postgres))
    })
    await Promise.all(posts)
    // Each has two pools. How far they fill depends on the machine.
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(4)
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * CONNECTIONS)
  })
})

async function connectionsTo(postgres: Postgres): Promise<number> {
  const text = `select count(*)::int as count from pg_stat_activity where usename = 'reset'`
  const [row] = await postgres.query<{ count: number }>('postgres', text)
  return row?.count ?? 0
}

async function mailJobs(postgres: Postgres): Promise<number> {
  const text = `select count(*)::int as count from pgboss.job where name = 'mail'`
  const [row] = await postgres.query<{ count: number }>('reset', text)
  return row?.count ?? 0
}

async function deliver(server: string, event: Delivery | undefined): Promise<number | undefined> {
  if (!event) return undefined
  const { status } = await fetch(`${server}${new URL(event.url).pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...event.headers },
    body: JSON.stringify(event.body),
  })
  return status
}
