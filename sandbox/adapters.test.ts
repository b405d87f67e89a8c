import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ResetTicket, Upstream, UpstreamName } from '#lib/reset/upstream.ts'
import { credentials } from '#sandbox/credentials.ts'
import { openSandbox } from '#sandbox/fixture.ts'
import { betterez } from '#upstreams/betterez/adapter.ts'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { sessionm } from '#upstreams/sessionm/adapter.ts'

const PASSWORD = 'a good long password'
const STRONGER = 'a good long password: 1'

const sandbox = openSandbox()
const fetch: Fetch = async (url, init) => sandbox.request(String(url), init)
const at = (vendor: UpstreamName) => `http://localhost:4000/${vendor}`

type Live = {
  readonly vendor: UpstreamName
  readonly upstream: Upstream
  /** Asks for a reset; the ticket comes as it reaches the site, or does not come. */
  readonly request: (email: string) => Promise<ResetTicket | null>
}

const asked = (upstream: Upstream, email: string) => upstream.requestReset({ email, locale: 'en' })

/** The ticket in the link that the vendor has mailed. */
const mailedTicket = async (upstream: Upstream, email: string) => {
  const [mail] = await sandbox.mails(email)
  const link = /https:\S+/.exec(mail?.text ?? '')?.[0]
  return link ? (upstream.readLink?.(new URL(link).searchParams) ?? null) : null
}

const northline = betterez({ ...credentials.betterez, apiUrl: at('betterez') }, fetch)
const marlow = { ...credentials.sessionm, apiUrl: at('sessionm') }
const silent = sessionm({ ...marlow, sendsEmail: false }, fetch)
const writing = sessionm({ ...marlow, sendsEmail: true }, fetch)
const banks = elasticPath(
  { ...credentials['elastic-path'], apiUrl: at('elastic-path'), realmId: null },
  fetch,
)

/** The ticket in the first event that is delivered after the request. */
const pushedTicket = async (email: string) => {
  const before = sandbox.deliveries.length
  expect(await asked(banks, email)).toEqual({ kind: 'pending' })
  await vi.advanceTimersByTimeAsync(1_000)
  const [first, second, ...others] = sandbox.deliveries.slice(before)
  if (!first || !second) return null
  expect(others).toEqual([])
  const [event, again] = [await banks.readWebhook?.(first), await banks.readWebhook?.(second)]
  expect(again).toEqual(event)
  if (event?.kind !== 'token') return expect.fail(`the event is ${event?.kind}`)
  expect(event.to).toBe(email)
  expect(Math.abs(Date.now() - event.issuedAt.getTime())).toBeLessThan(60_000)
  return event.ticket
}

const live: Record<string, Live> = {
  'Betterez, which mails its own link': {
    vendor: 'betterez',
    upstream: northline,
    request: async (email) => {
      const { kind } = await asked(northline, email)
      expect(['sent', 'no-account']).toContain(kind)
      return kind === 'sent' ? mailedTicket(northline, email) : null
    },
  },
  'SessionM, which gives us the token': {
    vendor: 'sessionm',
    upstream: silent,
    request: async (email) => {
      const outcome = await asked(silent, email)
      expect(await sandbox.mails(email)).toEqual([])
      if (outcome.kind !== 'deliver') {
        expect(outcome).toEqual({ kind: 'no-account' })
        return null
      }
      expect(outcome.to).toBe(email)
      return outcome.ticket
    },
  },
  'SessionM, which writes with the raw token': {
    vendor: 'sessionm',
    upstream: writing,
    request: async (email) => {
      const { kind } = await asked(writing, email)
      expect(['sent', 'no-account']).toContain(kind)
      return kind === 'sent' ? mailedTicket(writing, email) : null
    },
  },
  'Elastic Path, which pushes a code': {
    vendor: 'elastic-path',
    upstream: banks,
    request: pushedTicket,
  },
}

beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(() => void vi.useRealTimers())

describe.each(Object.entries(live))('%s', (_, { vendor, upstream, request }) => {
  const ticketFor = async (email: string) =>
    (await request(email)) ?? expect.fail(`no ticket for ${email}`)

  const signsIn = async (email: string, password: string) =>
    (await sandbox.signIn(vendor, email, password)).includes('data-signed-in')

  it('lets a customer in with the new password, and with no other', async () => {
    const { email, password } = await sandbox.newCustomer(vendor)
    const ticket = await ticketFor(email)
    expect(await signsIn(email, password)).toBe(true)
    expect((await upstream.resetPassword(ticket, PASSWORD)).kind).toBe('changed')
    expect(await signsIn(email, PASSWORD)).toBe(true)
    expect(await signsIn(email, password)).toBe(false)
  })

  it('takes another password after a refused one, and then the link is spent', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'strict')
    const ticket = await ticketFor(email)
    const refused = await upstream.resetPassword(ticket, PASSWORD)
    if (refused.kind !== 'password-refused') return expect(refused.kind).toBe('password-refused')
    expect(await signsIn(email, PASSWORD)).toBe(false)

    const changed = await upstream.resetPassword(refused.retry, STRONGER)
    expect(changed.kind).toBe('changed')
    expect(await signsIn(email, STRONGER)).toBe(true)

    const again = await upstream.resetPassword(ticket, 'a third good password 3')
    expect(again).toEqual({ kind: 'link-invalid' })
    expect(await signsIn(email, STRONGER)).toBe(true)
  })

  it('passes a password on byte for byte', async () => {
    const password = '  Cafe\u0301 \u{1f511} "quoted" \\ & <é>  '
    const { email } = await sandbox.newCustomer(vendor)
    expect((await upstream.resetPassword(await ticketFor(email), password)).kind).toBe('changed')
    expect(await signsIn(email, password)).toBe(true)
    expect(await signsIn(email, password.trim())).toBe(false)
  })

  it('gives no ticket to an unknown or a suspended customer', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'suspended')
    expect(await request(email)).toBeNull()
    expect(await request(`no-one-at-${vendor}@example.com`)).toBeNull()
  })

  it("changes nothing with this customer's id and another's token", async () => {
    const victim = await sandbox.newCustomer(vendor)
    const other = await sandbox.newCustomer(vendor)
    const own = await ticketFor(other.email)
    const mixed = { ...own, subject: victim.id, email: victim.email }
    const outcome = await upstream.resetPassword(mixed, PASSWORD)
    expect(await signsIn(victim.email, PASSWORD)).toBe(false)
    expect(await signsIn(victim.email, victim.password)).toBe(true)
    // Elastic Path knows whose a code is without being told: there it is the other's to spend.
    const isOthers = vendor === 'elastic-path'
    expect(outcome.kind).toBe(isOthers ? 'changed' : 'link-invalid')
    expect(await signsIn(other.email, PASSWORD)).toBe(isOthers)
  })

  it('knows a link that has become too old', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'expired')
    const outcome = await upstream.resetPassword(await ticketFor(email), PASSWORD)
    expect(outcome).toEqual({ kind: 'link-invalid' })
    expect(await signsIn(email, PASSWORD)).toBe(false)
  })

  it('keeps the link of a customer whose upstream has failed once', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'flaky')
    await expect(asked(upstream, email)).rejects.toMatchObject({ reason: 'unexpected' })
    const ticket = await ticketFor(email)
    expect((await upstream.resetPassword(ticket, PASSWORD)).kind).toBe('changed')
  })
})
