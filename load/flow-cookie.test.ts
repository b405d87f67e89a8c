import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flowCookie } from '#lib/http/flow.ts'
import { fakeSite, opened, ticket } from '#lib/reset/fake-site.ts'
import { linkIn } from '#sandbox/remote.ts'
import { type Answer, askForLink, isDone, openForm, openLink, typed } from './form.ts'
import { startServer } from './site.ts'
import { startWorld, type World } from './world.ts'

const PASSWORD = 'seven quiet rivers 7'
const OTHER = 'eight quiet rivers 8'

let world: World

beforeAll(async () => {
  world = await startWorld('sessionm')
})
afterAll(() => world?.end())

/** A customer whose mail has come. */
async function mailed() {
  const customer = await world.sandbox.register('sessionm')
  await askForLink(world.siteUrl, world.siteUrl, customer.email)
  return { customer, link: linkIn(await world.sandbox.mailTo(customer.email)) }
}

const visit = (cookie: string) =>
  fetch(`${world.siteUrl}/change-password`, { headers: { cookie }, redirect: 'manual' })

/** Posts the form that a customer has before them with whatever cookie their browser has now. */
async function choose(own: string, cookie: string, password = PASSWORD): Promise<Answer> {
  const { siteUrl } = world
  const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie: own })
  return form.post(typed(password), { headers: { cookie } })
}

const changesOf = async (customer: { id: string; email: string; password: string }) =>
  (await world.sandbox.callsAbout('sessionm', customer)).filter((name) => name === 'change').length

const leadsToNothing = ({ status, location }: Answer) =>
  status === 303 && (location ?? '').endsWith('/change-password/expired')

describe('a cookie that is not as it was given', () => {
  test('opens nothing, with any byte of it changed (TK-03)', async () => {
    const { customer, link } = await mailed()
    const { cookie } = await openLink(world.siteUrl, link)
    const start = cookie.indexOf('=') + 1
    for (let at = start; at < cookie.length; at += 37) {
      if (cookie[at] === '.') continue
      const flipped = cookie[at] === 'A' ? 'Q' : 'A'
      const tampered = cookie.slice(0, at) + flipped + cookie.slice(at + 1)
      expect((await visit(tampered)).headers.get('location')).toBe('/change-password/expired')
    }
    expect(leadsToNothing(await choose(cookie, `${cookie.slice(0, -9)}AAAAAAAAA`))).toBe(true)
    expect(await changesOf(customer)).toBe(0)
  })

  test('opens nothing when somebody else has made it (TK-16)', async () => {
    const { link } = await mailed()
    const { cookie } = await openLink(world.siteUrl, link)
    const attacker = fakeSite({}, { now: () => new Date() })
    const { name, value } = await flowCookie(attacker, {
      kind: 'open',
      ...opened(attacker, ticket),
    })
    expect((await visit(`${name}=${value}`)).headers.get('location')).toBe(
      '/change-password/expired',
    )
    expect(leadsToNothing(await choose(cookie, `${name}=${value}`))).toBe(true)
  })

  test('opens nothing once the change is made (TK-03, TK-08)', async () => {
    const { customer, link } = await mailed()
    const { cookie } = await openLink(world.siteUrl, link)
    const form = await openForm(`${world.siteUrl}/change-password`, {
      origin: world.siteUrl,
      cookie,
    })
    expect(isDone(await form.post(typed(PASSWORD)))).toBe(true)
    expect(leadsToNothing(await form.post(typed(OTHER)))).toBe(true)
    expect(await changesOf(customer)).toBe(1)
  })
})

test('no step can be left out (TK-15)', async () => {
  const { customer, link } = await mailed()
  const { cookie } = await openLink(world.siteUrl, link)
  for (const none of ['', '__Host-reset=', '__Host-reset=x', 'reset=x']) {
    expect((await visit(none)).headers.get('location')).toBe('/change-password/expired')
    expect(leadsToNothing(await choose(cookie, none))).toBe(true)
  }
  expect(await changesOf(customer)).toBe(0)
})

test('the link that was opened last is the one that counts (TK-16, TK-07)', async () => {
  const [first, second] = [await mailed(), await mailed()]
  const { cookie: one } = await openLink(world.siteUrl, first.link)
  const answer = await fetch(second.link, { headers: { cookie: one }, redirect: 'manual' })
  expect(answer.headers.getSetCookie()).toHaveLength(1)
  const two = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(isDone(await choose(two, two))).toBe(true)
  expect([await changesOf(first.customer), await changesOf(second.customer)]).toEqual([0, 1])
})

test('nothing that the form says changes whose password is set (TK-07)', async () => {
  const [victim, own] = [await mailed(), await mailed()]
  const { siteUrl } = world
  const { cookie } = await openLink(siteUrl, own.link)
  const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie })
  const { id, email } = victim.customer
  const claims = { subject: id, customerId: id, email, username: email, token: 'x', ticket: id }
  await form.post({ ...claims, ...typed(PASSWORD) })
  await form.post({ ...typed(PASSWORD) }, { query: `?customerId=${id}&subject=${id}` })
  expect(await changesOf(victim.customer)).toBe(0)
})

test('a key can be replaced while links are in the mail and forms are open (TK-04)', async () => {
  const before = await mailed()
  const { cookie } = await openLink(world.siteUrl, before.link)
  const { siteUrl, sandbox, store, server } = world
  await server.end('SIGTERM')
  const old = Buffer.alloc(32, 'demo').toString('base64')
  const fresh = Buffer.alloc(32, 'another').toString('base64')
  const setting = { upstream: 'sessionm', siteUrl, sandboxUrl: sandbox.url } as const
  const restart = (secret: string) =>
    startServer({ ...setting, store: { ...store.env, SITE_SECRET: secret } })

  const during = await restart(`${fresh},${old}`)
  expect(isDone(await choose(cookie, cookie))).toBe(true)
  expect((await openLink(siteUrl, (await mailed()).link)).location).toBe('/change-password')
  await during.end('SIGTERM')

  world = { ...world, server: await restart(fresh) }
  expect((await visit(cookie)).headers.get('location')).toBe('/change-password/expired')
  expect((await openLink(siteUrl, before.link)).location).toBe('/change-password/expired')
})
