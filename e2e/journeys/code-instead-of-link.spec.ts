import { vendors } from '#sandbox/vendors.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { freshAddress, mailTo, sandbox } from './sandbox.ts'

const WRONG = /This code does not work with this address/

test('a code that is typed on the device that asked opens the way to a new password', {
  tag: '@codes',
}, async ({ page, customer, upstream, steps }) => {
  await steps.askForLink(customer.email)
  await mailTo(customer.email)
  const [link = ''] = await vendors[upstream].rawLinks(sandbox, customer)
  const code = new URL(link, 'https://site.example').searchParams.get('token') ?? ''

  await page.getByRole('link', { name: 'Type the code from the email instead' }).click()
  await steps.expectHeading('Enter the code from the email')
  await expect(page.getByLabel('Email address')).toHaveValue(customer.email)
  const field = page.getByLabel('Code')
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  await field.fill('abc123')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible()
  await expect(page).toHaveTitle(/^Error: /)

  await field.fill(` ${code.slice(0, 3)}-${code.slice(3)} `)
  await page.getByRole('button', { name: 'Continue' }).click()
  await steps.expectHeading('Choose a new password')
  await expect(page.getByText(customer.email)).toBeVisible()
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})

test('a code for an unknown address is refused with the same words', { tag: '@codes' }, async ({
  page,
}) => {
  await page.goto('/change-password/code')
  await page.getByLabel('Email address').fill(freshAddress())
  await page.getByLabel('Code').fill('abc123')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible()
})

test('there is no page for codes where nobody could type them', { tag: '@once' }, async ({
  page,
  customer,
  steps,
  complaints,
}) => {
  complaints.areExpected()
  await steps.askForLink(customer.email)
  await expect(page.getByRole('link', { name: /the code/ })).toHaveCount(0)
  const answer = await page.goto('/change-password/code')
  expect(answer?.status()).toBe(404)
  await steps.expectHeading('Page not found')
})
