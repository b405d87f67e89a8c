import { messagesFor } from '#messages/messages.ts'
import { expect, test } from './journey.ts'

test('a form that is sent without a connection stays, and can be sent again', {
  tag: '@script',
}, async ({ page, context, customer, steps, complaints }) => {
  complaints.areExpected()
  const { offline } = messagesFor('en').error
  await page.goto(await steps.receiveLink(customer))
  await page.goto('/forgot-password')
  await page.getByLabel('Email address').fill(customer.email)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('alert').filter({ hasText: offline.title })).toBeVisible()
  await expect(page.getByLabel('Email address')).toHaveValue(customer.email)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await steps.expectHeading('Check your email')
})
