import { expect, test } from 'vitest'
import { type FakeSite, fakeSite, SITE_URL, ticket } from './fake-services.ts'
import { mailResetLink } from './mail-reset-link.ts'
import type { Site } from './services.ts'

const mailed = async (site: FakeSite, order = {}) => {
  const issuedAt = site.now()
  const usual = { cause: 'cause', to: 'Ada@Example.com', locale: 'en', ticket, issuedAt }
  await mailResetLink(site, { ...usual, ...order })
  const job = site.jobs.at(-1)
  return job?.kind === 'mail' && job.mail.kind === 'reset-link'
    ? { ...job, mail: job.mail }
    : expect.fail('no link was mailed')
}

test('a link leads to the landing of the site, with the customer and the sealed token', async () => {
  const { mail } = await mailed(fakeSite())
  const [start, token] = mail.link.split('&token=')
  expect(start).toBe(`${SITE_URL}/actions?action=resetPwd&customerId=${ticket.subject}`)
  expect(token).toMatch(/^[\w-]+\.[\w-]*(\.[\w-]+){3}$/)
})

test('neither the token of the vendor nor the address can be read in a link (TK-12)', async () => {
  const { mail } = await mailed(fakeSite())
  const parts = mail.link.split(/[=.&]/)
  const readable = [mail.link, ...parts.map((part) => Buffer.from(part, 'base64').toString())]
  for (const secret of [ticket.token, encodeURIComponent(ticket.token), 'Ada@', 'Ada%40']) {
    for (const text of readable) expect(text).not.toContain(secret)
  }
})

test('a link opens with the seal of the site, to the whole ticket', async () => {
  const site = fakeSite()
  await mailed(site)
  const token = site.links()[0]?.searchParams.get('token') ?? ''
  expect(await site.sealer.open('link', token)).toEqual({
    kind: 'open',
    value: ticket,
    expiresAt: new Date('2026-03-01T13:00:00Z'),
  })
})

test('an id with characters of its own stays one parameter', async () => {
  const site = fakeSite()
  await mailed(site, { ticket: { ...ticket, subject: 'a+b&token=x#@example.com' } })
  expect([...(site.links()[0]?.searchParams.keys() ?? [])]).toEqual([
    'action',
    'customerId',
    'token',
  ])
  expect(site.links()[0]?.searchParams.get('customerId')).toBe('a+b&token=x#@example.com')
})

test('a mail is worth sending until the token of the upstream dies, and says how long that is (TK-09)', async () => {
  const site = fakeSite({ tokenLifetime: 600 })
  const issuedAt = site.now()
  site.pass(90)
  const { until, mail } = await mailed(site, { issuedAt })
  expect(until).toEqual(new Date('2026-03-01T12:10:00Z'))
  expect(mail.minutes).toBe(8)
})

test('an hour is sixty minutes, however long the mail takes to be put down', async () => {
  const site = fakeSite()
  const issuedAt = site.now()
  const slow: Site = { ...site, now: () => new Date(issuedAt.getTime() + 3) }
  await mailResetLink(slow, { cause: 'c', to: 'a@b.io', locale: 'en', ticket, issuedAt })
  expect(site.jobs).toMatchObject([{ mail: { minutes: 60 } }])
})

test('a mail states the time of the request, which may be before the token was issued', async () => {
  const site = fakeSite()
  expect((await mailed(site)).mail.occurredAt).toEqual(site.now())
  const askedAt = new Date('2026-03-01T11:59:00Z')
  expect((await mailed(site, { cause: 'other', askedAt })).mail.occurredAt).toEqual(askedAt)
})

test('one cause is one mail', async () => {
  const site = fakeSite()
  await Promise.all([mailed(site), mailed(site), mailed(site, { cause: 'another' })])
  expect(site.jobs.map(({ id }) => id)).toEqual(['link-cause', 'link-another'])
})
