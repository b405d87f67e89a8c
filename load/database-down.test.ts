import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from '#sandbox/remote.ts'
import { askForLink, isAccepted, openForm } from './form.ts'
import { createPostgres, type Postgres } from './postgres.ts'
import { until } from './program.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { launchServer, newSiteUrl, type Server } from './site.ts'

const REQUESTS = 10
const PATIENCE_MS = 90_000

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

  test('later takes nothing, loses nothing that was taken, and goes on afterwards', async () => {
    const customers = await Promise.all(
      Array.from({ length: REQUESTS }, () => sandbox.register('sessionm', 'slow')),
    )
    const form = await openForm(`${siteUrl}/forgot-password`, { origin: siteUrl })
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
    // What the vendor answers cannot be put down.
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
})
