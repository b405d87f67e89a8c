import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { getRollbackPlans } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '#lib/reset/outbox.ts'
import type { Customer } from '#sandbox/remote.ts'
import type { Database } from '#server/store/database.ts'
import { sealer } from '#server/store/database-fixture.ts'
import { errorCode } from '#server/store/error-code.ts'
import { openQueues, postgresOutbox } from '#server/store/outbox/postgres-outbox.ts'
import { openServer } from '#server/store/postgres-server.ts'
import { MIGRATIONS, migrate } from '#server/store/schema.ts'
import { askForLink, formOf, isAccepted } from './form.ts'
import { createPostgres, type Postgres } from './postgres.ts'
import { until } from './program.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { launchServer, newSiteUrl, type Server } from './site.ts'

const REQUESTS = 10
const REPLICAS = 5
const PATIENCE_MS = 90_000
/** Longer than two seconds, the connection timeout of an earlier release. */
const SLOW_MS = 2500

const request: Omit<Job & { kind: 'request' }, 'until'> = {
  ...{ kind: 'request', id: 'r1', email: 'ada@example.com', locale: 'en' },
}

describe('a site whose database server is down', () => {
  let postgres: Postgres
  let sandbox: Sandbox
  let server: Pick<Server, 'readiness' | 'end' | 'hasEnded' | 'written'>
  let siteUrl: string

  beforeAll(async () => {
    siteUrl = await newSiteUrl()
    postgres = await createPostgres()
    sandbox = await startSandbox(siteUrl)
    const store = { DATABASE_URL: postgres.urlOf('postgres') }
    server = launchServer({ upstream: 'sessionm', siteUrl, sandboxUrl: sandbox.url, store })
  })
  afterAll(async () => {
    await server?.end('SIGKILL')
    await sandbox?.end()
    await postgres?.remove()
  })

  const isRefusedForNow = async (email: string) => {
    const answer = await askForLink(siteUrl, siteUrl, email)
    return !isAccepted(answer) && answer.body.includes('Something went wrong on our side')
  }
  const becomesReady = () =>
    until('the site is ready', async () => (await server.readiness()) === 200)

  test('at its start is not ready, says so to customers, and is ready once it is up', async () => {
    const { email } = await sandbox.register('sessionm')
    await until('the site answers', async () => (await server.readiness()) === 503)
    expect(await isRefusedForNow(email)).toBe(true)
    expect(server.written.stdout).toContain(
      '"event":"store_error","outcome":"not-open","code":"ECONNREFUSED"',
    )

    await postgres.start()
    await becomesReady()
    expect(isAccepted(await askForLink(siteUrl, siteUrl, email))).toBe(true)
    await sandbox.mailTo(email)
    expect(await sandbox.mailsTo(email)).toHaveLength(1)
  })

  test('later accepts nothing, loses nothing, and continues afterwards', async () => {
    const customers = await Promise.all(
      Array.from({ length: REQUESTS }, () => sandbox.register('sessionm', 'slow')),
    )
    const form = await formOf({ siteUrl })
    const answers = await Promise.all(customers.map(({ email }) => form.post({ email })))
    expect(answers.filter(isAccepted)).toHaveLength(REQUESTS)
    const all = (names: (customer: Customer) => Promise<string[]>, name: string) => async () =>
      (await Promise.all(customers.map(names))).every((calls) => calls.includes(name))
    await until(
      'each is worked',
      all((one) => sandbox.callsAbout('sessionm', one), 'search'),
    )

    await postgres.stop('SIGQUIT')
    const late = await sandbox.register('sessionm')
    expect(await isRefusedForNow(late.email)).toBe(true)
    await until('the site is not ready', async () => (await server.readiness()) === 503)
    // The vendor's answer cannot be stored.
    const answered = all((one) => sandbox.answeredAbout('sessionm', one), 'token')
    await until('the vendor has answered all', answered)

    await postgres.start()
    await becomesReady()
    expect(server.hasEnded()).toBe(false)
    for (const { email } of customers) await sandbox.mailTo(email, 1, PATIENCE_MS)
    for (const { email } of customers) expect(await sandbox.mailsTo(email)).toHaveLength(1)
    expect(await sandbox.mailsTo(late.email)).toEqual([])
    expect(isAccepted(await askForLink(siteUrl, siteUrl, late.email))).toBe(true)
    await sandbox.mailTo(late.email)
  })

  test('is refused by a server of an older release, which ends with 78', async () => {
    await postgres.query('postgres', 'update schema_version set version = 99')
    const store = { DATABASE_URL: postgres.urlOf('postgres') }
    const older = launchServer(
      { upstream: 'sessionm', siteUrl, sandboxUrl: sandbox.url, store },
      await newSiteUrl(),
    )
    expect(await older.ended).toBe(78)
    expect(older.written.stderr).toMatch(/^The database belongs to a newer release .*version 99/m)
  })
})

describe('a database server', () => {
  let postgres: Postgres
  let url: string
  beforeAll(async () => {
    postgres = await createPostgres()
    await postgres.start()
    url = postgres.urlOf('postgres')
  })
  afterAll(() => postgres?.remove())

  const withDatabase = async <T>(at: string, act: (database: Database) => Promise<T>) => {
    const database = await openServer(at)
    return act(database).finally(() => database.close())
  }

  test('is migrated by one of many replicas that start together', async () => {
    const replicasStart = async (migrations: typeof MIGRATIONS) => {
      const errors: unknown[] = []
      const start = async (database: Database) => {
        await migrate(database, migrations)
        const boss = await openQueues(database, (error) => errors.push(error))
        await boss.stop({ graceful: false })
      }
      await Promise.all(Array.from({ length: REPLICAS }, () => withDatabase(url, start)))
      expect(errors).toEqual([])
    }
    const versionOf = async (table: string) =>
      (await postgres.query<{ version: number }>('postgres', `select version from ${table}`))[0]
    await replicasStart(MIGRATIONS)
    const queues = await versionOf('pgboss.version')
    await postgres.query('postgres', getRollbackPlans('pgboss', queues?.version))
    expect(await versionOf('pgboss.version')).not.toEqual(queues)

    await replicasStart([...MIGRATIONS, ['create table once (word text)', 'select pg_sleep(0.2)']])
    expect(await versionOf('pgboss.version')).toEqual(queues)
    expect(await versionOf('schema_version')).toEqual({ version: MIGRATIONS.length + 1 })
  })

  test('that accepts connections slowly causes no error of the queues', async () => {
    const slow = await slowRelay(Number(new URL(url).port), SLOW_MS)
    const errors: unknown[] = []
    const worked: string[] = []
    await withDatabase(slow.through(url), async (database) => {
      const boss = await openQueues(database, (error) => errors.push(error))
      const worker = { work: async ({ id }: Job) => void worked.push(id), deadLetter: () => {} }
      const outbox = await postgresOutbox(boss, sealer, worker)
      await outbox.add({ ...request, until: new Date(Date.now() + PATIENCE_MS) })
      await until('the job is done', async () => worked.length > 0)
      await outbox.drain()
      await outbox.close()
    }).finally(slow.close)
    expect(errors).toEqual([])
  })

  test('that refuses TLS is logged with a code', async () => {
    const refused = await openServer(`${url}?sslmode=require`).catch((error: unknown) => error)
    expect(errorCode(refused)).toBe('TLS_REFUSED')
  })
})

/** Starts a relay to a server that delays the start of each connection. */
async function slowRelay(port: number, ms: number) {
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
    upstream.pipe(client)
    setTimeout(() => client.pipe(upstream), ms)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const own = String((server.address() as AddressInfo).port)
  return {
    through: (url: string) => Object.assign(new URL(url), { port: own }).href,
    close: () => server.close(),
  }
}
