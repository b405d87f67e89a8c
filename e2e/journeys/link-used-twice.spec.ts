import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('a used link says so, and offers a new one (TK-08, TK-17)', async ({
  page,
  customer,
  mailsLink,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')

  await page.goto(link)
  await steps.expectHeading('This link has been used')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)

  await page.goto(link)
  // A vendor's own link contains no address.
  if (mailsLink) await page.getByLabel('Email address').fill(customer.email)
  await page.getByRole('button', { name: 'Send me a new link' }).click()
  await steps.expectHeading('Check your email')
})

test('two tabs with one link set one password', async ({
  page,
  context,
  customer,
  steps,
  runsScript,
}) => {
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  const second = await context.newPage()
  await second.goto(link)
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')

  await second.getByLabel('New password', { exact: true }).fill('another password 8')
  if (!runsScript) {
    await second.getByLabel('Repeat the new password').fill('another password 8')
  }
  await second.getByRole('button', { name: 'Change password' }).click()
  await expect(second.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})

test('the back button after a change leads to no form', { tag: '@once' }, async ({
  page,
  customer,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  await page.goto('/change-password')
  await steps.expectHeading('Your password is changed')
})
