import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import type { LinkState } from './change-lock.ts'
import { context, type FakeServices, fakeServices, opened, ticket } from './fake-services.ts'
import { openLink } from './open-link.ts'
import { INVALID, query, raw } from './open-link-fixture.ts'
import { later } from './services.ts'

const open = (services: FakeServices, link: string) => openLink(services, context, link)

const sealed = (services: FakeServices, value: unknown = ticket, seconds = 3600) =>
  services.sealer.seal('link', value, later(services.now(), seconds))

describe('a link of ours', () => {
  test('opens any number of times, without a call of the upstream (TK-01)', async () => {
    const services = fakeServices()
    const link = query(await sealed(services))
    for (let times = 0; times < 100; times += 1) {
      expect(await open(services, link)).toEqual({ kind: 'open', ...opened(services) })
    }
    expect(services.jobs).toEqual([])
  })

  test('keeps its state, and opens with it, after SITE_SECRET was replaced (TK-04)', async () => {
    const secret = new Uint8Array(32).fill(7)
    const former = createSealer([secret], 'sessionm')
    const sealer = createSealer([new Uint8Array(32).fill(9), secret], 'sessionm')
    const token = await former.seal('link', ticket, later(new Date(), 3600))
    const before = former.keyedHash('link', ticket.subject, ticket.token)
    const opens = (state: LinkState) => {
      const { changeLock } = fakeServices()
      const stateOf = async (link: string) =>
        link === before ? state : ({ kind: 'untried' } as const)
      return open(
        fakeServices({}, { sealer, changeLock: { ...changeLock, stateOf } }),
        query(token),
      )
    }
    expect(await opens({ kind: 'used' })).toMatchObject({ reason: 'used' })
    const newer = { ...ticket, token: 'newer' }
    expect(await opens({ kind: 'tried', ticket: newer })).toMatchObject({
      link: before,
      ticket: newer,
    })
  })

  test("is not valid with another customer's id, or with none (TK-07)", async () => {
    const services = fakeServices()
    const token = await sealed(services)
    const other = query(token, { customerId: '1f9b3c1a-d7ee-11e8-8c6e-0a1b2c3d4e5f' })
    for (const link of [other, query(token, { customerId: '' }), `?action=resetPwd&token=${token}`])
      expect(await open(services, link)).toEqual(INVALID)
  })

  test('is expired after its time, and still has the address for a new one (TK-09)', async () => {
    const services = fakeServices()
    const link = query(await sealed(services))
    services.pass(3599)
    expect(await open(services, link)).toMatchObject({ kind: 'open' })
    services.pass(2)
    const invalidLink = { kind: 'invalid-link', reason: 'expired', email: ticket.email }
    expect(await open(services, link)).toEqual(invalidLink)
  })

  test('shows no address when the id of an old link is changed', async () => {
    const services = fakeServices()
    const link = query(await sealed(services, ticket, -1), { customerId: 'another' })
    expect(await open(services, link)).toEqual(INVALID)
  })

  test.each<[string, (services: FakeServices) => Promise<string>]>([
    [
      'another site has sealed it',
      ({ now }) => {
        const other = createSealer([new Uint8Array(32).fill(8)], 'sessionm')
        return other.seal('link', ticket, later(now(), 3600))
      },
    ],
    ['it was sealed over another upstream', () => sealed(fakeServices({ name: 'betterez' }))],
    [
      'its token was sealed for a cookie',
      ({ sealer, now }) => sealer.seal('flow', { kind: 'open', ticket }, later(now(), 3600)),
    ],
  ])('is not valid when %s', async (_, seal) => {
    const services = fakeServices()
    expect(await open(services, query(await seal(services)))).toEqual(INVALID)
  })

  test.each([{}, null, 'ticket', { ...ticket, token: '' }, { ...ticket, email: 7 }])(
    'is invalid if it seals anything but a ticket: %j',
    async (value) => {
      const services = fakeServices()
      expect(await open(services, query(await sealed(services, value)))).toEqual(INVALID)
    },
  )

  test('survives the changes of mail programs', async () => {
    const services = fakeServices()
    const link = query(await sealed(services))
    for (const mangled of [
      link.replace('token=', 'token=3D'),
      link.replaceAll('&', '&amp;'),
      `${link}%3E`,
      `?${encodeURIComponent(link.slice(1))}`,
    ])
      expect(await open(services, mangled)).toEqual({ kind: 'open', ...opened(services) })
  })
})

describe('the query of a link', () => {
  test('has each parameter once (TK-05)', async () => {
    for (const services of [fakeServices(), fakeServices(raw)]) {
      for (const token of [await sealed(services), 'raw-token-1']) {
        for (const again of [`token=${token}`, `customerId=${ticket.subject}`, 'action=resetPwd'])
          expect(await open(services, `${query(token)}&${again}`)).toEqual(INVALID)
      }
    }
  })

  test.each(['resetpwd', 'RESETPWD', 'resetPwd.', '"resetPwd"', '_resetPwd_', 'reset%50wd', ''])(
    'names the reset as mail programs leave it: %j',
    async (action) => {
      for (const [services, token] of [
        [fakeServices(), await sealed(fakeServices())],
        [fakeServices(raw), 'raw-token-1'],
      ] as const)
        expect(await open(services, query(token, { action }))).toMatchObject({ kind: 'open' })
    },
  )

  test.each(['verify', 'resetPwd2', 'activateEmailAndPwd', 'constructor', '__proto__', 'réinit'])(
    'opens nothing for another action, such as %j (TK-05)',
    async (action) => {
      const services = fakeServices(raw)
      const link = query('raw-token-1', { action })
      expect(await open(services, link)).toEqual({ kind: 'other-action', isForeign: true })
      expect(services.lines).toEqual([
        { level: 'info', event: 'link_invalid', outcome: 'other-action', requestId: context.id },
      ])
    },
  )

  test('is not passed on when it holds a sealed token beside another action (TK-05)', async () => {
    const services = fakeServices(raw)
    const token = await sealed(services)
    const other = { kind: 'other-action', isForeign: false }
    for (const text of [token, `3D${token}`, `${token}xyz`, encodeURIComponent(token), `${token}.`])
      expect(await open(services, query(text, { action: 'verify' }))).toEqual(other)
    for (const link of [`action=verify&id=${token}`, `action=verify&${token}`])
      expect(await open(services, link)).toEqual(other)
    const spent = query(await sealed(services, ticket, -1), { action: 'verify' })
    expect(await open(services, spent)).toEqual(other)
  })

  test('is invalid when it names the reset and another action (TK-05)', async () => {
    const services = fakeServices(raw)
    for (const token of [await sealed(services), 'raw-token-1'])
      expect(await open(services, `${query(token)}&action=verify`)).toEqual(INVALID)
  })

  test('may be anything: it never throws, and opens nothing (TK-05)', async () => {
    const services = fakeServices(raw)
    const parameter = fc.tuple(
      fc.constantFrom('action', 'customerId', 'token', '__proto__'),
      fc.string(),
    )
    const search = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parameter).map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
    )
    await fc.assert(
      fc.asyncProperty(search, async (text) => {
        const opened = await open(services, text)
        expect([INVALID, { kind: 'other-action', isForeign: true }]).toContainEqual(opened)
      }),
    )
  })

  test('is logged with its outcome only', async () => {
    const services = fakeServices()
    const token = await sealed(services)
    await open(services, query(token))
    await open(services, query(token, { customerId: 'canary' }))
    expect(services.lines).toEqual([
      { level: 'info', event: 'link_opened', outcome: 'open', requestId: context.id },
      { level: 'info', event: 'link_invalid', outcome: 'invalid', requestId: context.id },
    ])
  })
})
