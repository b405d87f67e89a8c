import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('the rules are listed before a password is typed, and read with the field', async ({
  page,
  customer,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  await expect(
    page.getByRole('listitem').filter({ hasText: /^At least 12 characters$/ }),
  ).toBeVisible()
  await expect(page.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(
    /At least 12 characters.*Not a common password.*Not your email address/,
  )
})

test('the rule about the length is ticked and announced, and caps lock is named', {
  tag: '@script',
}, async ({ page, customer, steps }) => {
  await page.goto(await steps.receiveLink(customer))
  const field = page.getByLabel('New password', { exact: true })
  const tick = page.getByRole('listitem').filter({ hasText: 'At least 12' }).locator('svg')
  const met = page.getByRole('status').filter({ hasText: 'At least 12 characters: done' })
  // The button is there when script runs.
  const show = page.getByRole('button', { name: 'Show password' })
  await expect(show).toBeVisible()
  await field.pressSequentially(GOOD_PASSWORD.slice(0, 11))
  await expect(tick).toHaveCount(0)
  await field.press('x')
  await expect(tick).toBeVisible()
  await expect(met).toBeAttached()
  await field.press('Backspace')
  await expect(tick).toHaveCount(0)

  await field.dispatchEvent('keydown', { key: 'A', modifierCapsLock: true })
  await expect(page.getByText('Caps Lock is on')).toBeVisible()
  await field.dispatchEvent('keyup', { key: 'a' })
  await expect(page.getByText('Caps Lock is on')).toHaveCount(0)

  await field.focus()
  await show.click()
  await expect(field).toBeFocused()
})
