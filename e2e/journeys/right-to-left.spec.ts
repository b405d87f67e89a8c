import type { Locator } from '@playwright/test'
import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

const directionOf = (element: Locator) => element.evaluate((it) => getComputedStyle(it).direction)

/** Computes how far an element is from the left and the right edge of the window. */
const gapsOf = (element: Locator) =>
  element.evaluate((it) => {
    const { left, right } = it.getBoundingClientRect()
    return { left, right: document.documentElement.clientWidth - right }
  })

test('in Arabic a page begins at the right, and addresses and passwords stay left-to-right', {
  tag: '@once',
}, async ({ page, customer, runsScript }) => {
  const { forgotPassword, sent, changePassword, done } = messagesFor('ar')
  const title = (name: string) => page.getByRole('heading', { level: 1, name })
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/ar/forgot-password')
  expect(await directionOf(title(forgotPassword.title))).toBe('rtl')
  const brand = await gapsOf(page.getByRole('banner').getByText('Marlow Rewards'))
  expect(brand.right).toBeLessThan(brand.left)
  const address = page.getByLabel(forgotPassword.email)
  expect(await directionOf(address)).toBe('ltr')
  await address.fill(customer.email)
  await page.getByRole('button', { name: forgotPassword.submit }).click()

  await expect(title(sent.title)).toBeVisible()
  const shown = page.locator('bdi', { hasText: customer.email })
  expect(await directionOf(shown)).toBe('ltr')
  const { text, html } = await mailTo(customer.email)
  expect(html).toMatch(/<html[^>]*\sdir="rtl"/)
  await page.goto(linkIn({ text }))
  await expect(title(changePassword.title)).toBeVisible()
  const fields = page.locator('input[type=password]')
  for (const field of await fields.all()) {
    expect(await directionOf(field)).toBe('ltr')
    await field.fill(GOOD_PASSWORD)
  }
  if (runsScript) {
    const show = page.getByRole('button', { name: changePassword.show })
    const field = await gapsOf(fields)
    // The button stands at the end of the password, which is its right in every language.
    expect((await gapsOf(show)).right - field.right).toBeLessThan(20)
  }
  await page.getByRole('button', { name: changePassword.submit }).click()
  await expect(title(done.title)).toBeVisible()
})
