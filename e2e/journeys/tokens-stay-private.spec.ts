import type { Page } from '@playwright/test'
import { searchFor } from '#e2e/system/leak-search/search.ts'
import { expect, test } from './journey.ts'
import { SANDBOX_URL } from './places.ts'

const PASSWORD = 'Canary "quiet" & wäry rivers 7'

/** Records everything that a page sends and gets from now on, except cookies, which are sealed. */
function watch(page: Page) {
  const sent: { url: string; head: string; form: string; method: string }[] = []
  const got: Promise<string>[] = []
  page.on('request', (request) => {
    const { cookie: _, ...head } = request.headers()
    const form = request.postData() ?? ''
    sent.push({ url: request.url(), head: JSON.stringify(head), form, method: request.method() })
  })
  page.on('response', (response) => {
    const { 'set-cookie': _, ...head } = response.headers()
    const body = response.text().catch(() => '')
    got.push(body.then((text) => JSON.stringify(head) + text))
  })
  return { sent, got: () => Promise.all(got) }
}

test('nothing that the browser sends, gets or stores contains a secret (TK-02, TK-11, PW-14)', async ({
  page,
  customer,
  baseURL,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  const token = new URL(link).searchParams.get('token') ?? ''
  expect(token.length).toBeGreaterThan(5)
  const { sent, got } = watch(page)

  await page.goto(link)
  await expect(page).toHaveURL('/change-password')
  expect(await page.evaluate(() => location.search)).toBe('')
  await steps.choose('short')
  await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
  const pages = [await page.content()]
  await steps.choose(PASSWORD)
  await steps.expectHeading('Your password is changed')
  pages.push(await page.content(), ...(await got()))

  const tokenIn = searchFor([token])
  expect(pages.flatMap(searchFor([token, PASSWORD]))).toEqual([])
  const own = sent.filter(({ url }) => url !== link)
  expect(own.length).toBeGreaterThan(2)
  expect(own.flatMap(({ url, head }) => searchFor([token, PASSWORD])(url + head))).toEqual([])
  const forms = own.filter(({ form }) => form !== '')
  expect(forms.flatMap(({ form }) => tokenIn(form))).toEqual([])
  for (const { method, url } of forms)
    expect({ method, url }).toEqual({
      method: 'POST',
      url: `${baseURL}/change-password`,
    })
  expect(own.filter(({ url }) => !url.startsWith(`${baseURL}/`))).toEqual([])

  const browser = await page.context().newCDPSession(page)
  const { entries } = await browser.send('Page.getNavigationHistory')
  expect(entries.length).toBeGreaterThan(1)
  expect(entries.flatMap(({ url }) => tokenIn(url))).toEqual([])
})

test('referrers contain only the origin (TK-02)', async ({ page, customer, baseURL, steps }) => {
  const link = await steps.receiveLink(customer)
  const webmail = `${SANDBOX_URL}/webmail`
  await page.route(webmail, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Mail</title><a href="${link.replaceAll('&', '&amp;')}">Open</a>`,
    }),
  )
  await page.goto(webmail)
  await page.getByRole('link', { name: 'Open' }).click()
  await expect(page).toHaveURL('/change-password')
  expect(await page.evaluate(() => location.search + document.referrer)).toBe('')

  await page.getByRole('link', { name: 'Back to sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`^${SANDBOX_URL}/shop/`))
  expect(await page.evaluate(() => document.referrer)).toBe(`${baseURL}/`)
})

test('the browser keeps one sealed cookie and nothing else (HD-12, TK-03, TK-13)', async ({
  page,
  context,
  customer,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  await steps.choose(PASSWORD)
  await steps.expectHeading('Your password is changed')

  const [cookie, ...others] = await context.cookies()
  expect(others).toEqual([])
  expect(cookie).toMatchObject({
    name: '__Host-reset',
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
  })
  const readable = (cookie?.value ?? '')
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  const token = new URL(link).searchParams.get('token') ?? ''
  const search = searchFor([token, PASSWORD, customer.email, customer.id])
  expect([cookie?.value ?? '', ...readable].flatMap(search)).toEqual([])
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(
    await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ]),
  ).toEqual([0, 0, 0, 0, 0])
})

test('the landing redirects at once, without a referrer (TK-02, TK-03)', async ({
  request,
  customer,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  for (const url of [
    link,
    link.replace('/actions/?', '/actions?').replace('/actions?', '//actions/?'),
  ]) {
    const answer = await request.get(url, { maxRedirects: 0 })
    expect(answer.status()).toBe(303)
    expect(answer.headers().location).toBe('/change-password')
    expect(answer.headers()['referrer-policy']).toBe('no-referrer')
    expect(answer.headers()['cache-control']).toBe('no-store')
    const cookie = answer.headers()['set-cookie'] ?? ''
    expect(cookie).toMatch(/^__Host-reset=.*; Path=\/; .*Secure; HttpOnly; SameSite=lax$/i)
    expect(await answer.text()).toBe('')
  }
})
