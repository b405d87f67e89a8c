import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { callsAbout, register } from './sandbox.ts'

test('a password that the site refuses costs nothing, and the reason is said (PW-06, PW-07, PW-08, PW-13, A-03, A-12, A11Y-2.4.2, A11Y-3.3.1, A11Y-3.3.3, A11Y-3.3.4)', async ({
  page,
  customer,
  upstream,
  mailsLink,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  const before = await callsAbout(upstream, customer)
  const field = page.getByLabel('New password', { exact: true })
  const [, brand] = (await page.title()).split(' – ')
  for (const [password, reason] of [
    ['short', 'Use at least 12 characters'],
    [customer.email, 'Your password cannot be your email address'],
    ['passwordpassword', 'too common'],
    [`2026 ${brand}!`, 'too close to our name'],
    ['correct horse battery staple', 'in a data leak'],
  ] as const) {
    if (mailsLink && password === customer.email) continue
    await steps.choose(password)
    await expect(page.getByRole('alert').filter({ hasText: reason })).toBeVisible()
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(new RegExp(reason))
    await expect(page).toHaveTitle(`Error: Choose a new password – ${brand}`)
  }
  expect(await callsAbout(upstream, customer)).toEqual(before)

  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})

test('a password that the upstream refuses can be corrected, on the page or by the same link', {
  tag: '@password-rules',
}, async ({ page, upstream, steps }) => {
  const customer = await register(upstream, 'strict')
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  await steps.choose('no digits in this one')
  await expect(page.getByRole('alert').filter({ hasText: 'does not meet the rules' })).toBeVisible()
  await steps.choose('none in this one either')
  await expect(page.getByRole('alert').filter({ hasText: 'does not meet the rules' })).toBeVisible()

  await page.goto(link)
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  await page.goto(link)
  await steps.expectHeading('This link has been used')
})
