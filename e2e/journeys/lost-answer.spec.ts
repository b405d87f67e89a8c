import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { mailTo } from './sandbox.ts'

test.describe('an answer that is lost on its way to the browser', { tag: '@script' }, () => {
  test('keeps the form, and explains the outcome', async ({
    page,
    customer,
    steps,
    complaints,
  }) => {
    await page.goto(await steps.receiveLink(customer))
    await page.route('/change-password', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch({ maxRedirects: 0 })
      await route.abort()
    })
    complaints.areExpected()
    await steps.choose(GOOD_PASSWORD)
    await expect(page.getByRole('alert').filter({ hasText: 'may have been changed' })).toBeVisible()
    await expect(page.getByLabel('New password', { exact: true })).toHaveValue(GOOD_PASSWORD)
    await mailTo(customer.email, 2)

    await page.unroute('/change-password')
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
  })

  test('keeps the address for the next try', async ({ page, customer, complaints }) => {
    await page.goto(`/forgot-password?email=${customer.email}`)
    await page.route('/forgot-password*', (route) => route.abort())
    complaints.areExpected()
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'try again' })).toBeVisible()
    await expect(page.getByLabel('Email address')).toHaveValue(customer.email)
  })
})
