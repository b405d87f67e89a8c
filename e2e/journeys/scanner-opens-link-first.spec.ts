import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { callsAbout } from './sandbox.ts'

test('a link that scanners have opened still works (TK-01)', async ({
  page,
  browser,
  request,
  customer,
  upstream,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  const before = await callsAbout(upstream, customer)

  for (let times = 0; times < 20; times++) {
    await request.get(link)
    await request.head(link)
  }
  const scanner = await browser.newPage({ javaScriptEnabled: true })
  await scanner.goto(link, { waitUntil: 'networkidle' })
  await expect(scanner.getByRole('button', { name: 'Change password' })).toBeVisible()
  await scanner.close()
  expect(await callsAbout(upstream, customer)).toEqual(before)

  await page.goto(link)
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
