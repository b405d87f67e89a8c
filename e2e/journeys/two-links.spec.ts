import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { register } from './sandbox.ts'

test('a page never sets the password of another account than it shows (TK-07, TK-16)', async ({
  page,
  context,
  customer,
  upstream,
  steps,
}) => {
  const other = await register(upstream)
  const link = await steps.receiveLink(customer)
  const otherLink = await steps.receiveLink(other)
  await page.goto(link)
  const second = await context.newPage()
  await second.goto(otherLink)

  await steps.choose(GOOD_PASSWORD)
  await expect(page.getByRole('alert').filter({ hasText: 'opened another link' })).toBeVisible()
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, customer.password)).toBe(true)
  expect(await steps.signIn(other, GOOD_PASSWORD)).toBe(true)
})
