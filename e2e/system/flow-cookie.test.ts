import { afterAll, describe, expect, test } from 'vitest'
import { fakeServices, opened, ticket } from '#lib/reset/fake-services.ts'
import { type Customer, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { flowCookie } from '#server/http/cookies.ts'
import { arrive, mailed } from './arrive.ts'
import { type Answer, isDone, openForm, openLink, typed } from './form.ts'
import { startServer } from './site.ts'
import { startTestEnvironment } from './test-environment.ts'

const environment = await startTestEnvironment('sessionm')
afterAll(() => environment.end())

const visit = (cookie: string) =>
  fetch(`${environment.siteUrl}/change-password`, { headers: { cookie }, redirect: 'manual' })

/** Posts an open form with the cookie that the browser has now. */
async function choose(own: string, cookie: string, password = GOOD_PASSWORD): Promise<Answer> {
  const { siteUrl } = environment
  const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie: own })
  return form.post(typed(password), { headers: { cookie } })
}

const changesOf = (customer: Customer) => environment.sandbox.changesOf('sessionm', customer)

const leadsToNothing = ({ status, location }: Answer) =>
  status === 303 && (location ?? '').endsWith('/change-password/expired')

describe('a changed cookie', () => {
  test('opens nothing, with any byte of it changed (TK-03)', async () => {
    const { customer, cookie } = await arrive(environment)
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

  test('opens nothing when it was sealed with another key (TK-16)', async () => {
    const { cookie } = await arrive(environment)
    const attacker = fakeServices({}, { now: () => new Date() })
    const { name, value } = await flowCookie(attacker, {
      kind: 'open',
      ...opened(attacker, ticket),
    })
    expect((await visit(`${name}=${value}`)).headers.get('location')).toBe(
      '/change-password/expired',
    )
    expect(leadsToNothing(await choose(cookie, `${name}=${value}`))).toBe(true)
  })
})

test('a key can be replaced while links are in the mail and forms are open (TK-04)', async () => {
  const before = await arrive(environment)
  const { cookie } = before
  const { siteUrl, setting, server } = environment
  await server.end('SIGTERM')
  const old = Buffer.alloc(32, 'demo').toString('base64')
  const fresh = Buffer.alloc(32, 'another').toString('base64')
  const restart = (secret: string) => startServer({ ...setting, env: { SITE_SECRET: secret } })

  const during = await restart(`${fresh},${old}`)
  expect(isDone(await choose(cookie, cookie))).toBe(true)
  expect((await openLink(siteUrl, (await mailed(environment)).link)).location).toBe(
    '/change-password',
  )
  await during.end('SIGTERM')

  environment.server = await restart(fresh)
  expect((await visit(cookie)).headers.get('location')).toBe('/change-password/expired')
  expect((await openLink(siteUrl, before.link)).location).toBe('/change-password/expired')
})
