import { expect, test } from 'vitest'
import type { WebhookOutcome } from '#lib/reset/upstream.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { openLink } from './open-link.ts'
import { receiveToken } from './receive-token.ts'

const call = () => new Request('https://account.example.com/hook', { method: 'POST', body: '{}' })

const issuedAt = new Date('2026-03-01T12:00:00Z')
const token = {
  kind: 'token',
  username: 'Ada@Example.com',
  eventId: 'event-1',
  to: 'Ada@Example.com',
  ticket,
  code: 'lprvj4',
  issuedAt,
} as const

const siteTold = (...outcomes: WebhookOutcome[]) =>
  fakeServices({
    tokenLifetimeSeconds: 600,
    readWebhook: async () => outcomes.shift() ?? expect.fail('called once too often'),
  })

test('a token is mailed to the customer, as a link that opens', async () => {
  const services = siteTold(token)
  expect(await receiveToken(services, context, call())).toBe('accepted')
  expect(services.jobs).toMatchObject([
    {
      kind: 'mail',
      id: 'link-event-1',
      mail: { to: 'Ada@Example.com', minutes: 10, code: 'lprvj4' },
    },
  ])
  const link = services.links()[0]?.search ?? ''
  expect(await openLink(services, context, link)).toEqual({
    kind: 'open',
    locale: 'en',
    cause: context.id,
    ...opened(services),
  })
})

test("an upstream's clock that is ahead makes no link live longer", async () => {
  const services = siteTold({ ...token, issuedAt: new Date('2026-03-01T13:00:00Z') })
  await receiveToken(services, context, call())
  const until = new Date('2026-03-01T12:10:00Z')
  expect(services.jobs).toMatchObject([{ until, mail: { minutes: 10 } }])
  const link = services.links()[0]?.search ?? ''
  services.pass(599)
  expect(await openLink(services, context, link)).toMatchObject({ kind: 'open' })
  services.pass(2)
  expect(await openLink(services, context, link)).toMatchObject({
    kind: 'invalid-link',
    reason: 'expired',
  })
})

test('an event that is delivered ten times at once is one mail, and is accepted each time (WH-03)', async () => {
  const services = siteTold(...Array.from({ length: 10 }, () => token))
  const receipts = await Promise.all(
    Array.from({ length: 10 }, () => receiveToken(services, context, call())),
  )
  expect(new Set(receipts)).toEqual(new Set(['accepted']))
  expect(services.jobs).toHaveLength(1)
})

test('a token in its last minute is dropped, and its event accepted so that it is not sent again (WH-06)', async () => {
  const services = siteTold(token, { ...token, eventId: 'event-2' })
  services.pass(540)
  await receiveToken(services, context, call())
  expect(services.jobs).toMatchObject([{ id: 'link-event-1', mail: { minutes: 1 } }])
  services.pass(1)
  expect(await receiveToken(services, context, call())).toBe('accepted')
  expect(services.jobs).toHaveLength(1)
  expect(services.lines.at(-1)).toMatchObject({ level: 'warn', outcome: 'too-late' })
})

test.each(['secret', 'malformed'] as const)('a call is refused for its %s', async (reason) => {
  const services = siteTold({ kind: 'refused', reason })
  expect(await receiveToken(services, context, call())).toBe(`refused-${reason}`)
  expect(services.jobs).toEqual([])
  expect(services.lines).toEqual([
    { level: 'warn', event: 'webhook_refused', outcome: reason, requestId: context.id },
  ])
})

test('an event about something else is accepted, and causes no mail', async () => {
  const services = siteTold({ kind: 'ignored' })
  expect(await receiveToken(services, context, call())).toBe('accepted')
  expect(services.jobs).toEqual([])
})

test('an upstream without a webhook has none', async () => {
  expect(await receiveToken(fakeServices(), context, call())).toBe('no-webhook')
})

test('a call is not accepted when its mail cannot be stored, so that the vendor retries', async () => {
  const add = () => Promise.reject(new Error('the disk is full'))
  const services = fakeServices(
    { tokenLifetimeSeconds: 600, readWebhook: async () => token },
    { outbox: { add, has: async () => false } },
  )
  await expect(receiveToken(services, context, call())).rejects.toThrow('the disk is full')
})

test.each([
  ['in which the customer asked', 'fr', 'fr'],
  ['of the call where that is unknown', null, 'en'],
])('a token is mailed in the language %s', async (_, asked, locale) => {
  const services = siteTold(token)
  if (asked)
    await services.pending.remember(
      ['ada@example.com'],
      { locale: asked, cause: 'cause-1', askedAt: issuedAt },
      600,
    )
  await receiveToken(services, context, call())
  expect(services.jobs).toMatchObject([{ mail: { locale } }])
  const opened = await openLink(services, context, services.links()[0]?.search ?? '')
  expect(opened).toMatchObject({ kind: 'open', locale })
})
