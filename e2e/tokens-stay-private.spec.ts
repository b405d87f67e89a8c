import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('after the landing nothing that the browser sends or gets carries a token', async ({
  page,
  customer,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  const token = new URL(link).searchParams.get('token') ?? ''
  expect(token.length).toBeGreaterThan(5)

  const landing = page.waitForRequest(link)
  const seen: string[] = []
  page.on('request', (request) => {
    if (request.url() === link) return
    const { cookie: _, ...headers } = request.headers()
    seen.push(request.url(), JSON.stringify(headers), request.postData() ?? '')
  })
  page.on('response', async (response) => {
    const { 'set-cookie': _, ...headers } = response.headers()
    seen.push(JSON.stringify(headers), await response.text().catch(() => ''))
  })

  await page.goto(link)
  await landing
  await steps.choose('short')
  await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
  seen.push(await page.content())
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  seen.push(await page.content())

  expect(seen.length).toBeGreaterThan(6)
  expect(seen.filter((text) => text.includes(token))).toEqual([])
  expect(await page.evaluate(() => document.cookie + document.referrer)).not.toContain(token)
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
})

test('the landing leaves at once, and hides where it was', async ({ request, customer, steps }) => {
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
