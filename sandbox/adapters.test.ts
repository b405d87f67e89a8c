import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import { openSandbox } from '#sandbox/fixture.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { openUpstream } from '#upstreams/testing/open-upstream-fixture.ts'

const PASSWORD = 'a good long password'
const STRONGER = 'a good long password: 1'

const sandbox = openSandbox()
const fetch: Fetch = async (url, init) => sandbox.request(String(url), init)
const at = (vendor: UpstreamName) => `http://localhost:4000/${vendor}`

type Case = { readonly title: string; readonly vendor: UpstreamName; readonly upstream: Upstream }

const cases: readonly Case[] = [
  ...UPSTREAM_NAMES.map((vendor) => ({
    title: vendor,
    vendor,
    upstream: openUpstream(vendor, at(vendor), fetch),
  })),
  {
    title: 'sessionm, writing with the raw token',
    vendor: 'sessionm',
    upstream: openUpstream('sessionm', at('sessionm'), fetch, { SESSIONM_SENDS_EMAIL: 'true' }),
  },
]

const asked = (upstream: Upstream, email: string) => upstream.requestReset({ email, locale: 'en' })

/** Reads the ticket in the link that the vendor mailed. */
const mailedTicket = async (upstream: Upstream, email: string) => {
  const [mail] = await sandbox.mails(email)
  const link = /https:\S+/.exec(mail?.text ?? '')?.[0]
  return link ? (upstream.readLink?.(new URL(link).searchParams) ?? null) : null
}

/** Reads the ticket in the event that the vendor delivers; it comes twice. */
const pushedTicket = async (upstream: Upstream, email: string, before: number) => {
  await vi.advanceTimersByTimeAsync(1_000)
  const [first, second, ...others] = sandbox.deliveries.slice(before)
  if (!first || !second) return null
  expect(others).toEqual([])
  const [event, again] = [await upstream.readWebhook?.(first), await upstream.readWebhook?.(second)]
  expect(again).toEqual(event)
  if (event?.kind !== 'token') return expect.fail(`the event is ${event?.kind}`)
  expect(event.to).toBe(email)
  expect(Math.abs(Date.now() - event.issuedAt.getTime())).toBeLessThan(60_000)
  return event.ticket
}

/**
 * Requests a reset.
 * @param email the address that the vendor holds
 * @returns the ticket that reaches the site; null without one
 */
const request = async (
  upstream: Upstream,
  email: string,
  typed = email,
): Promise<ResetTicket | null> => {
  const before = sandbox.deliveries.length
  const outcome = await asked(upstream, typed)
  if (outcome.kind === 'no-account') return null
  if (outcome.kind === 'sent') return mailedTicket(upstream, email)
  expect(await sandbox.mails(email)).toEqual([])
  if (outcome.kind === 'pending') return pushedTicket(upstream, email, before)
  expect(outcome.to).toBe(email)
  return outcome.ticket
}

beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(() => void vi.useRealTimers())

describe.each(cases)('$title', ({ title, vendor, upstream }) => {
  const { traits } = vendors[vendor]
  const ticketFor = async (email: string) =>
    (await request(upstream, email)) ?? expect.fail(`no ticket for ${email}`)

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

  it.runIf(traits.hasPasswordRules)(
    'takes another password after a refused one, and then the link is spent',
    async () => {
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
    },
  )

  it('gets the link to the address that the vendor holds, not to the typed one (FR-08)', async () => {
    const { email } = await sandbox.newCustomer(vendor)
    const ticket = await request(upstream, email, email.toUpperCase())
    expect(ticket).not.toBeNull()
  })

  it('passes a password on byte for byte', async () => {
    const password = '  Cafe\u0301 \u{1f511} "quoted" \\ & <é>  '
    const { email } = await sandbox.newCustomer(vendor)
    expect((await upstream.resetPassword(await ticketFor(email), password)).kind).toBe('changed')
    expect(await signsIn(email, password)).toBe(true)
    expect(await signsIn(email, password.trim())).toBe(false)
  })

  it('has the outcomes of requests that its traits declare', async () => {
    const { email } = await sandbox.newCustomer(vendor)
    const unknown = await asked(upstream, `nobody-at-${vendor}@example.com`)
    const known = await asked(upstream, email)
    expect(unknown.kind).toBe(traits.unknown)
    if (title === vendor) expect(known.kind).toBe(traits.known)
    // Deliveries of this test end with it.
    await vi.advanceTimersByTimeAsync(1_000)
  })

  it('gives no ticket to an unknown or a suspended customer', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'suspended')
    expect(await request(upstream, email)).toBeNull()
    expect(await request(upstream, `no-one-at-${vendor}@example.com`)).toBeNull()
  })

  it("changes nothing with this customer's id and another's token", async () => {
    const victim = await sandbox.newCustomer(vendor)
    const other = await sandbox.newCustomer(vendor)
    const own = await ticketFor(other.email)
    const mixed = { ...own, subject: victim.id, email: victim.email }
    const outcome = await upstream.resetPassword(mixed, PASSWORD)
    expect(await signsIn(victim.email, PASSWORD)).toBe(false)
    expect(await signsIn(victim.email, victim.password)).toBe(true)
    // If the token alone identifies the customer, the change is that customer's.
    const isOthers = traits.tokenNamesCustomer
    expect(outcome.kind).toBe(isOthers ? 'changed' : 'link-invalid')
    expect(await signsIn(other.email, PASSWORD)).toBe(isOthers)
  })

  it('refuses an expired link', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'expired')
    const outcome = await upstream.resetPassword(await ticketFor(email), PASSWORD)
    expect(outcome).toEqual({ kind: 'link-invalid' })
    expect(await signsIn(email, PASSWORD)).toBe(false)
  })

  it('keeps the link of a customer whose upstream has failed once', async () => {
    const { email } = await sandbox.newCustomer(vendor, 'flaky')
    await expect(asked(upstream, email)).rejects.toMatchObject({ kind: 'unexpected' })
    const ticket = await ticketFor(email)
    expect((await upstream.resetPassword(ticket, PASSWORD)).kind).toBe('changed')
  })
})
