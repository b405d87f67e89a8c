import type { Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailsTo, mailTo } from './sandbox.ts'

const NAMES = ['ext[field]', 'user.name', 'feld ü', 'a"b', '%', '0', '__proto__']

/** Puts fields into the form of a page, as password managers and translators do. */
const addFields = (page: Page, twin: { name: string; value: string }) =>
  page.evaluate(
    ({ names, name, value }) => {
      const form = document.querySelector('form')
      const own = form?.elements.namedItem(name)
      if (!form || !(own instanceof HTMLInputElement)) throw new Error('the form is not there')
      const field = (attributes: Record<string, string>) =>
        Object.assign(document.createElement('input'), { type: 'hidden', ...attributes })
      const twin = () => field({ name, value })
      for (const other of names) form.append(field({ name: other, value: '$1' }))
      form.append(field({ type: 'file', name: 'ext.file' }), twin())
      form.prepend(field({ name: names[0] ?? '', value: 'x' }), twin())
      own.before(twin())
      own.after(twin())
    },
    { names: NAMES, ...twin },
  )

test('a customer gets back in although an extension has added fields to the forms', {
  tag: '@once',
}, async ({ page, customer, steps, runsScript }) => {
  const other = `not-${customer.email}`
  await page.goto('/forgot-password')
  if (runsScript) await expect(page.locator('form')).toHaveAttribute('novalidate')
  await addFields(page, { name: 'email', value: other })
  await page.getByLabel('Email address').fill(customer.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await steps.expectHeading('Check your email')

  await page.goto(linkIn(await mailTo(customer.email)))
  if (runsScript) await expect(page.getByRole('button', { name: 'Show' })).toBeVisible()
  await addFields(page, { name: 'password', value: 'not what was typed' })
  await page.getByLabel('New password', { exact: true }).fill(GOOD_PASSWORD)
  if (!runsScript) await page.getByLabel('Repeat the new password').fill(GOOD_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  expect(await mailsTo(other)).toEqual([])
})
