import { describe, expect, test } from 'vitest'
import { fakeServices, ticket } from '#lib/reset/fake-services.ts'
import { later } from '#lib/reset/services.ts'
import { createSealer } from '#lib/sealer.ts'
import { FLOW_COOKIE, type Flow, flowCookie, readFlow } from './cookies.ts'

const link = fakeServices().sealer.keyedHash('link', ticket.subject, ticket.token)
const open: Flow = { kind: 'open', ticket, link }

describe('the cookie of a flow', () => {
  test.each<Flow>([
    open,
    { kind: 'invalid-link', reason: 'expired', email: 'ada@example.com' },
    { kind: 'invalid-link', reason: 'invalid', email: null },
    { kind: 'done', attempt: 'fingerprint', email: null },
  ])('holds a flow that is $kind', async (flow) => {
    const services = fakeServices()
    const { value } = await flowCookie(services, flow)
    expect(await readFlow(services, value)).toEqual(flow)
  })

  test('is for this host, for https, for no script and for a quarter of an hour (TK-03)', async () => {
    expect(await flowCookie(fakeServices(), open)).toEqual({
      name: '__Host-reset',
      value: expect.stringMatching(/^[\w.-]+$/),
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      path: '/',
      maxAge: 900,
    })
    expect(FLOW_COOKIE).toBe('__Host-reset')
  })

  test.each([ticket.token, 'a'.repeat(2000)])(
    'is small enough for a browser to keep: %# (TK-03)',
    async (token) => {
      const long = { ...ticket, token, email: 'a'.repeat(254) }
      const flow: Flow = { kind: 'open', ticket: long, link }
      const { name, value } = await flowCookie(fakeServices(), flow)
      expect(`${name}=${value}`.length).toBeLessThan(4096)
    },
  )

  test('reveals neither token nor address (TK-03)', async () => {
    const { value } = await flowCookie(fakeServices(), open)
    const readable = value.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    for (const text of [value, ...readable]) {
      expect(text).not.toContain(ticket.token)
      expect(text).not.toContain('Ada')
    }
  })

  test('expires after 15 minutes, even if the browser keeps it (TK-03)', async () => {
    const services = fakeServices()
    const { value } = await flowCookie(services, open)
    services.pass(899)
    expect(await readFlow(services, value)).toEqual(open)
    services.pass(2)
    expect(await readFlow(services, value)).toBeNull()
  })
})

describe('a cookie is no flow', () => {
  test('when it is missing or forged (TK-16)', async () => {
    const services = fakeServices()
    const other = createSealer([new Uint8Array(32).fill(8)], 'sessionm', services.now)
    const planted = await other.seal('flow', open, later(services.now(), 900))
    for (const cookie of [undefined, '', 'x', planted])
      expect(await readFlow(services, cookie)).toBeNull()
  })

  test('when it is the token of a link', async () => {
    const services = fakeServices()
    const token = await services.sealer.seal('link', open, later(services.now(), 900))
    expect(await readFlow(services, token)).toBeNull()
  })

  test.each([
    null,
    {},
    { kind: 'other' },
    { kind: 'open', ticket: {}, link },
    { kind: 'open', ticket },
    { kind: 'invalid-link' },
    { kind: 'invalid-link', reason: 'closed', email: null },
  ])('when what is sealed is none: %j', async (value) => {
    const services = fakeServices()
    const cookie = await services.sealer.seal('flow', value, later(services.now(), 900))
    expect(await readFlow(services, cookie)).toBeNull()
  })
})
