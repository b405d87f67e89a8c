import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('a browser without cookies changes a password with the pasted link', async ({
  page,
  context,
  customer,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  await context.clearCookies()
  await page.goto('/change-password')
  await steps.expectHeading('Open your link again')
  await page.getByText('Does this page keep coming back?').click()
  await page.getByRole('link', { name: 'without cookies' }).click()

  const pasted = page.getByLabel('Link from the email')
  await pasted.fill(`${link}x`.replace('token=', 'token=x'))
  await steps.choose('correct horse battery staple')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page).toHaveTitle(/^Error: Change your password without cookies/)
  await pasted.fill(` ${link} `)
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await context.cookies()).toEqual([])
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
