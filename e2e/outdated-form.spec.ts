import { expect, GOOD_PASSWORD, test } from './journey.ts'

test('a form of another build leads back to the form, and the link is kept (NX-04)', async ({
  page,
  customer,
  steps,
  runsScript,
  complaints,
}) => {
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
  const loaded = runsScript ? page.waitForEvent('load') : null
  await steps.choose(GOOD_PASSWORD)
  await loaded
  if (!runsScript) {
    await steps.expectHeading('This page has been renewed')
    await page.getByRole('link', { name: 'Open the page again' }).click()
  }
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
