import { describe, expect, test } from 'vitest'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import { context, type FakeServices, fakeServices, opened, ticket } from './fake-services.ts'
import { openLink } from './open-link.ts'
import { INVALID, query, raw } from './open-link-fixture.ts'
import { resetPassword } from './reset-password.ts'

const open = (services: FakeServices, link: string) => openLink(services, context, link)

describe('a raw link of the vendor', () => {
  const own: ResetTicket = { subject: ticket.subject, token: 'raw-token-1', email: null }
  const openedRaw = (services: FakeServices) => ({
    ...opened(services, own),
    customer: services.sealer.keyedHash('customer', own.subject),
  })

  test("is read by the vendor's adapter, with an action or without one", async () => {
    const services = fakeServices(raw)
    expect(await open(services, query(own.token))).toEqual({
      kind: 'open',
      ...openedRaw(services),
    })
    const bare = `?customerId=${own.subject}&token=${own.token}&accountId=7`
    expect(await open(services, bare)).toEqual({ kind: 'open', ...openedRaw(services) })
  })

  test('may have the parameters of campaigns, repeated too', async () => {
    const services = fakeServices(raw)
    const added = 'utm_source=a&utm_source=b&utm_medium=c'
    for (const link of [`${query(own.token)}&${added}`, `${query(own.token)}?${added}`])
      expect(await open(services, link)).toEqual({ kind: 'open', ...openedRaw(services) })
    expect(await open(services, `${query(own.token)}&id=1&id=2`)).toEqual(INVALID)
  })

  test('is not valid where the vendor has no links, or does not know this one', async () => {
    expect(await open(fakeServices(), query('raw-token-1'))).toEqual(INVALID)
    expect(await open(fakeServices(raw), query('other-token'))).toEqual(INVALID)
    expect(await open(fakeServices(raw), '?action=resetPwd')).toEqual(INVALID)
  })

  test('is used once a password was set with it', async () => {
    const services = fakeServices(raw)
    await resetPassword(services, context, opened(services, own), 'a good long password')
    const invalidLink = {
      kind: 'invalid-link',
      reason: 'used',
      email: null,
      customer: expect.any(String),
    }
    expect(await open(services, query(own.token))).toEqual(invalidLink)
  })
})
