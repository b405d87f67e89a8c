import { expect, test } from 'vitest'
import { type FakeServices, fakeServices, SITE_URL, ticket } from './fake-services.ts'
import { mailResetLink } from './mail-reset-link.ts'
import type { Services } from './services.ts'

const mailed = async (services: FakeServices, order = {}) => {
  const issuedAt = services.now()
  const usual = { id: 'id', cause: 'cause', to: 'Ada@Example.com', locale: 'en', ticket, issuedAt }
  await mailResetLink(services, { ...usual, ...order })
  const job = services.jobs.at(-1)
  return job?.kind === 'mail' && job.mail.kind === 'reset-link'
    ? { ...job, mail: job.mail }
    : expect.fail('no link was mailed')
}

test('a link leads to the landing of the site, with the customer and the sealed token', async () => {
  const { mail } = await mailed(fakeServices())
  const [start, token] = mail.link.split('&token=')
  expect(start).toBe(`${SITE_URL}/actions?action=resetPwd&customerId=${ticket.subject}`)
  expect(token).toMatch(/^[\w-]+\.[\w-]*(\.[\w-]+){3}$/)
})

test('neither the token of the vendor nor the address can be read in a link (TK-12)', async () => {
  const { mail } = await mailed(fakeServices())
  const parts = mail.link.split(/[=.&]/)
  const readable = [mail.link, ...parts.map((part) => Buffer.from(part, 'base64').toString())]
  for (const secret of [ticket.token, encodeURIComponent(ticket.token), 'Ada@', 'Ada%40']) {
    for (const text of readable) expect(text).not.toContain(secret)
  }
})

test('a link opens with the seal of the site, to the whole ticket, its language and its cause', async () => {
  const services = fakeServices()
  await mailed(services)
  const token = services.links()[0]?.searchParams.get('token') ?? ''
  const value = { ...ticket, locale: 'en', cause: 'cause' }
  services.pass(3599)
  expect(await services.sealer.open('link', token)).toEqual({ kind: 'open', value })
  services.pass(2)
  expect(await services.sealer.open('link', token)).toEqual({ kind: 'expired', value })
})

test('an id with characters of its own stays one parameter', async () => {
  const services = fakeServices()
  await mailed(services, { ticket: { ...ticket, subject: 'a+b&token=x#@example.com' } })
  expect([...(services.links()[0]?.searchParams.keys() ?? [])]).toEqual([
    'action',
    'customerId',
    'token',
  ])
  expect(services.links()[0]?.searchParams.get('customerId')).toBe('a+b&token=x#@example.com')
})

test("a mail is sent until the upstream's token expires, and says when that is (TK-09)", async () => {
  const services = fakeServices({ tokenLifetimeSeconds: 600 })
  const issuedAt = services.now()
  services.pass(90)
  const { until, mail } = await mailed(services, { issuedAt })
  expect(until).toEqual(new Date('2026-03-01T12:10:00Z'))
  expect(mail.minutes).toBe(8)
})

test('an hour is shown as sixty minutes, even if storing the mail takes time', async () => {
  const services = fakeServices()
  const issuedAt = services.now()
  const slow: Services = { ...services, now: () => new Date(issuedAt.getTime() + 3) }
  await mailResetLink(slow, { id: 'c', cause: 'c', to: 'a@b.io', locale: 'en', ticket, issuedAt })
  expect(services.jobs).toMatchObject([{ mail: { minutes: 60 } }])
})

test('a mail states the time of the request, which may be before the token was issued', async () => {
  const services = fakeServices()
  expect((await mailed(services)).mail.occurredAt).toEqual(services.now())
  const askedAt = new Date('2026-03-01T11:59:00Z')
  expect((await mailed(services, { id: 'other', askedAt })).mail.occurredAt).toEqual(askedAt)
})

test('one id causes one mail', async () => {
  const services = fakeServices()
  await Promise.all([mailed(services), mailed(services), mailed(services, { id: 'another' })])
  expect(services.jobs.map(({ id }) => id)).toEqual(['link-id', 'link-another'])
})
