import { describe, expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import { context, type FakeServices, fakeServices, opened, ticket } from './fake-services.ts'
import { isNotMeAccount, notMeAccount, notMeLink, reportNotMe } from './not-me.ts'
import { openLink } from './open-link.ts'
import { resetPassword } from './reset-password.ts'

const email = 'Ada@Example.com'
const DAY = 24 * 60 * 60

const linkHashOf = async (services: FakeServices) =>
  new URL(await notMeLink(services, { email, locale: 'de' }))

describe('the link of a notice', () => {
  test('is in the notice, with the device, for the address that the notice goes to (ML-11)', async () => {
    const changed = async () => ({ kind: 'changed', email }) as const
    const services = fakeServices({ resetPassword: changed, endsSessions: false })
    const from = { ...context, device: 'Chrome, Windows' }
    await resetPassword(services, from, opened(services), 'a good long password')
    const [job] = services.jobs
    if (job?.kind !== 'mail' || job.mail.kind !== 'password-changed')
      return expect.fail('no notice')
    expect(job.mail).toMatchObject({ to: email, device: from.device, endsSessions: false })
    const { search } = new URL(job.mail.notMe ?? '')
    expect(await openLink(services, context, search)).toEqual({
      ...{ kind: 'not-me', email, locale: 'en', customerId: ticket.subject },
      change: opened(services).link,
    })
  })

  test('shows no address, and opens any number of times without any effect (ML-11)', async () => {
    const services = fakeServices()
    const link = await linkHashOf(services)
    expect(decodeURIComponent(link.href)).not.toMatch(/ada|example\.com.*example\.com/i)
    for (const _ of [1, 2, 3])
      expect(await openLink(services, context, link.search)).toMatchObject({ kind: 'not-me' })
    expect(services.jobs).toEqual([])
    expect(services.lines).toMatchObject(Array(3).fill({ event: 'link_opened', outcome: 'not-me' }))
  })

  test('expires after a week, and then still has the address (ML-11)', async () => {
    const services = fakeServices()
    const { search } = await linkHashOf(services)
    services.pass(7 * DAY - 1)
    expect(await openLink(services, context, search)).toMatchObject({ kind: 'not-me' })
    services.pass(2)
    const expired = { kind: 'invalid-link', reason: 'expired', email, locale: 'de' }
    expect(await openLink(services, context, search)).toEqual(expired)
  })

  test('is invalid when it is damaged, and opens no reset (ML-11)', async () => {
    const services = fakeServices()
    const { search } = await linkHashOf(services)
    const invalid = { kind: 'invalid-link', reason: 'invalid' }
    for (const other of [
      search.slice(0, -9),
      '?action=notMe',
      search.replace('notMe', 'resetPwd'),
      `${search}&action=resetPwd`,
      `${search}&token=x`,
    ])
      expect(await openLink(services, context, other)).toMatchObject(invalid)
  })
})

test('a form belongs to its address, also after SITE_SECRET was replaced (TK-04)', () => {
  const [older, newer] = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
  const former = { sealer: createSealer([older ?? new Uint8Array()], 'sessionm') }
  const sealer = createSealer([newer ?? new Uint8Array(), older ?? new Uint8Array()], 'sessionm')
  const account = notMeAccount(former, email)
  expect(isNotMeAccount({ sealer }, account, email.toLowerCase())).toBe(true)
  expect(isNotMeAccount({ sealer }, account, 'grace@example.com')).toBe(false)
})

test('a link that reports again repeats its event by the same id, and no line of the log (ML-11)', async () => {
  const waits = [null, 60, null]
  const { limiter } = fakeServices()
  const parts = { count: async () => waits.shift() ?? null }
  const services = fakeServices(
    {},
    { eventSender: { send: async () => {} }, limiter: { ...limiter, ...parts } },
  )
  const whose = { email, customerId: 'customer-1', cause: 'cause-1' }
  for (const customer of [
    whose,
    { ...whose, email: 'ada@example.com' },
    { ...whose, cause: 'cause-2' },
  ])
    await reportNotMe(services, context, customer)
  const ids = services.jobs.flatMap(({ kind, id }) => (kind === 'event' ? [id] : []))
  // The outbox takes an id once.
  expect(ids).toEqual(Array(2).fill(expect.stringMatching(/^not-me-[\w-]{43}$/)))
  expect(
    services.lines.filter((line) => JSON.stringify(line).includes('reset_not_me')),
  ).toHaveLength(2)
})

test('reports of two changes are two events, and of one change one, also after a rotation (ML-11)', async () => {
  const services = fakeServices({}, { eventSender: { send: async () => {} } })
  const rotated = createSealer([new Uint8Array(32).fill(9), new Uint8Array(32).fill(7)], 'sessionm')
  const whose = { email, customerId: 'customer-1' }
  await reportNotMe(services, context, { ...whose, change: 'first' })
  await reportNotMe({ ...services, sealer: rotated }, context, { ...whose, change: 'first' })
  await reportNotMe(services, context, { ...whose, change: 'second' })
  const ids = services.jobs.flatMap(({ kind, id }) => (kind === 'event' ? [id] : []))
  expect(ids).toEqual(['not-me-first', 'not-me-second'])
})

test('a report is an event, and asks for a link within the limits of any request (ML-11)', async () => {
  const services = fakeServices()
  await reportNotMe(services, context, { email })
  const event = { level: 'warn', event: 'reset_not_me', requestId: context.id }
  expect(services.jobs).toMatchObject([{ kind: 'request', id: context.id, email }])
  expect(services.lines).toMatchObject([event, { event: 'reset_requested', outcome: 'accepted' }])

  const limited = fakeServices(
    {},
    { limiter: { ...services.limiter, countAddress: async () => null } },
  )
  await reportNotMe(limited, context, { email })
  expect(limited.jobs).toEqual([])
  expect(limited.lines).toMatchObject([event, { event: 'rate_limited', outcome: 'address' }])
})
