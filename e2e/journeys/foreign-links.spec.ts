import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { callsAbout, register } from './sandbox.ts'

test("one customer's token with another's id changes nothing (TK-07)", async ({
  page,
  customer,
  upstream,
  mailsLink,
  steps,
}) => {
  const other = await register(upstream)
  const link = new URL(await steps.receiveLink(customer))
  link.searchParams.set('customerId', other.id)
  await page.goto(link.href)

  // A vendor's own link is not sealed, so a foreign token is found only when it is tried.
  if (mailsLink) await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading(mailsLink ? 'This link no longer works' : 'This link does not work')
  if (!mailsLink) expect(await callsAbout(upstream, other)).toEqual([])
  expect(await steps.signIn(other, GOOD_PASSWORD)).toBe(false)
  expect(await steps.signIn(other, other.password)).toBe(true)
  expect(await steps.signIn(customer, customer.password)).toBe(true)
})

for (const query of ['', '?action=resetPwd', '?token=<b>']) {
  test(`a link without a usable parameter leads to the form: ${query || 'no query'} (TK-05, TK-17)`, async ({
    page,
    steps,
  }) => {
    await page.goto(`/actions${query}`)
    await expect(page).toHaveURL('/change-password/expired')
    await steps.expectHeading('This link does not work')
    await expect(page.getByRole('button', { name: 'Send me a new link' })).toBeVisible()
  })
}

test('a link with another action leads to a page that says what this site is for (TK-05, TK-17)', async ({
  page,
  customer,
  steps,
}) => {
  const link = new URL(await steps.receiveLink(customer))
  link.searchParams.set('action', 'activate')
  await page.goto(link.href)
  await expect(page).toHaveURL('/other-action')
  await steps.expectHeading('This link is not for changing a password')
  const signIn = page.getByRole('main').getByRole('link', { name: 'Sign in' })
  await expect(signIn).toHaveAttribute('href', /\/shop\//)
})

test('an expired token leads to a new link in one step (TK-09, TK-17, A-02, A11Y-3.3.7)', async ({
  page,
  upstream,
  mailsLink,
  steps,
}) => {
  const customer = await register(upstream, 'expired')
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('This link no longer works')
  if (mailsLink) await page.getByLabel('Email address').fill(customer.email)
  else await expect(page.getByText(customer.email)).toBeVisible()
  await page.getByRole('button', { name: 'Send me a new link' }).click()
  await steps.expectHeading('Check your email')
})
