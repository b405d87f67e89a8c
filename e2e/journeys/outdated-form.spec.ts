import type { Request, Route } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('a form of another build leads back to the form, and the link is kept (NX-04)', {
  tag: '@once',
}, async ({ page, customer, steps, complaints }) => {
  await page.goto(await steps.receiveLink(customer))
  complaints.areExpected()
  await page.route(
    '/change-password',
    async (route, request) => {
      const { 'next-action': action } = request.headers()
      await route.continue({
        ...(action && { headers: { ...request.headers(), 'next-action': 'b2'.repeat(21) } }),
        postData:
          request.postData()?.replace(/"id":"[0-9a-f]{42}"/, `"id":"${'b2'.repeat(21)}"`) ?? '',
      })
    },
    { times: 1 },
  )
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('This page is out of date')
  await page.getByRole('link', { name: 'Open the page again' }).click()
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})

test('a form that was changed on its way is rejected with an explanation (NX-04)', {
  tag: '@once',
}, async ({ page, customer, steps, complaints }) => {
  await page.goto(await steps.receiveLink(customer))
  complaints.areExpected()
  const spoil = (route: Route, request: Request) =>
    route.continue({ headers: { ...request.headers(), 'content-type': 'text/plain' } })
  await page.route('/change-password', spoil, { times: 1 })
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('We could not process this form')
  await page.getByRole('link', { name: 'Open the page again' }).click()
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
})
