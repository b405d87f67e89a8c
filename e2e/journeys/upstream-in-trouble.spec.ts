import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { changesOf, register } from './sandbox.ts'

test('a change without an answer is shown as unconfirmed, and sent once (OB-02)', async ({
  page,
  upstream,
  steps,
}) => {
  const customer = await register(upstream, 'times-out')
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(GOOD_PASSWORD)
  await expect(page.getByRole('alert').filter({ hasText: 'may have been changed' })).toBeVisible()
  expect(await changesOf(upstream, customer)).toBe(1)
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
