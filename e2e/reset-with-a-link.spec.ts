import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

test('a customer whose login fails gets back in with a new password', async ({
  page,
  customer,
  steps,
}) => {
  expect(await steps.signIn(customer, 'what was it again')).toBe(false)
  await page.getByRole('link', { name: 'Forgot password?' }).first().click()
  await expect(page.getByLabel('Email address')).toHaveValue(customer.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await steps.expectHeading('Check your email')

  await page.goto(linkIn(await mailTo(customer.email)))
  await expect(page).toHaveURL('/change-password')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')

  const notice = await mailTo(customer.email, 2)
  expect(notice.subject).toContain('was changed')
  expect(await steps.signIn(customer, customer.password)).toBe(false)
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
