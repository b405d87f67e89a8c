import { describe, expect, test } from 'vitest'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import { fakeSite, opened, ticket, visit } from './fake-services.ts'
import { openLink } from './open-link.ts'
import { INVALID, query, raw } from './open-link-fixture.ts'
import { resetPassword } from './reset-password.ts'

describe('a raw link of the vendor', () => {
  const own: ResetTicket = { subject: ticket.subject, token: 'raw-token-1', email: null }

  test('is read by the file of the vendor, with an action or without one', async () => {
    const site = fakeSite(raw)
    expect(await openLink(site, visit, query(own.token))).toEqual({
      kind: 'open',
      ...opened(site, own),
    })
    const bare = `?customerId=${own.subject}&token=${own.token}&accountId=7`
    expect(await openLink(site, visit, bare)).toEqual({ kind: 'open', ...opened(site, own) })
  })

  test('may carry what campaigns add, as often as they do', async () => {
    const site = fakeSite(raw)
    const added = 'utm_source=a&utm_source=b&utm_medium=c'
    for (const link of [`${query(own.token)}&${added}`, `${query(own.token)}?${added}`])
      expect(await openLink(site, visit, link)).toEqual({ kind: 'open', ...opened(site, own) })
    expect(await openLink(site, visit, `${query(own.token)}&id=1&id=2`)).toEqual(INVALID)
  })

  test('is not valid where the vendor has no links, or does not know this one', async () => {
    expect(await openLink(fakeSite(), visit, query('raw-token-1'))).toEqual(INVALID)
    expect(await openLink(fakeSite(raw), visit, query('other-token'))).toEqual(INVALID)
    expect(await openLink(fakeSite(raw), visit, '?action=resetPwd')).toEqual(INVALID)
  })

  test('is used once a password was set with it', async () => {
    const site = fakeSite(raw)
    await resetPassword(site, visit, opened(site, own), 'a good long password')
    const dead = { kind: 'dead', reason: 'used', email: null }
    expect(await openLink(site, visit, query(own.token))).toEqual(dead)
  })
})
