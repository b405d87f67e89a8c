import type { Locator, Page } from '@playwright/test'
import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { SANDBOX_URL } from './places.ts'
import { linkIn, mailTo } from './sandbox.ts'

const { forgotPassword, sent, changePassword, done } = messagesFor('en')

/** Presses Tab until an element has the focus, which moves in the order of the page. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  const places: number[] = []
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press('Tab')
    places.push(await placeOfFocus(page))
    if (await target.evaluate((element) => element === document.activeElement)) break
  }
  await expect(target).toBeFocused()
  expect(places).toEqual(places.toSorted((one, other) => one - other))
}

const placeOfFocus = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].indexOf(document.activeElement as Element),
  )

test('a customer gets back in by keyboard alone, in the order of each page (A11Y-1.3.2, A11Y-2.1.1, A11Y-2.4.3)', {
  tag: '@once',
}, async ({ page, upstream, customer, steps, runsScript }) => {
  const { keyboard } = page
  const link = (name: string) => page.getByRole('link', { name })
  await page.goto(`${SANDBOX_URL}/shop/${upstream}`)
  await tabTo(page, page.getByLabel('Email'))
  await keyboard.type(customer.email)
  await tabTo(page, page.getByLabel('Password'))
  await keyboard.type('what was it again')
  await keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await tabTo(page, link(forgotPassword.title))
  await keyboard.press('Enter')

  const address = page.getByLabel(forgotPassword.email)
  await expect(address).toHaveValue(customer.email)
  if (runsScript) await expect(page.locator('form')).toHaveAttribute('novalidate')
  await tabTo(page, address)
  await keyboard.type('ada@example')
  await keyboard.press('Enter')
  await expect(
    page.getByRole('alert').filter({ hasText: forgotPassword.errors.domain }),
  ).toBeVisible()
  await expect(address).toBeFocused()
  await keyboard.press('ControlOrMeta+A')
  await keyboard.type(customer.email)
  await tabTo(page, page.getByRole('button', { name: forgotPassword.submit }))
  await keyboard.press('Enter')
  await steps.expectHeading(sent.title)
  const nothing = page.locator('summary', { hasText: sent.nothing })
  await tabTo(page, nothing)
  await keyboard.press('Enter')
  await expect(page.getByText(sent.hints[0] ?? '')).toBeVisible()

  await page.goto(linkIn(await mailTo(customer.email)))
  const password = page.getByLabel(changePassword.password, { exact: true })
  const show = page.getByRole('button', { name: changePassword.show })
  if (runsScript) await expect(show).toBeVisible()
  await tabTo(page, password)
  await keyboard.type('short')
  await keyboard.press('Enter')
  const { mismatch } = changePassword.errors
  const error = page.getByRole('alert').filter({ hasText: runsScript ? 'at least 12' : mismatch })
  await expect(error).toBeVisible()
  if (!runsScript) await page.goto(page.url())
  await password.focus()
  await keyboard.press('ControlOrMeta+A')
  await keyboard.type(GOOD_PASSWORD)
  if (runsScript) {
    await tabTo(page, show)
    await keyboard.press('Space')
    await expect(password).toHaveAttribute('type', 'text')
  } else {
    await tabTo(page, page.getByLabel(changePassword.confirmPassword))
    await keyboard.type(GOOD_PASSWORD)
  }
  await tabTo(page, page.getByRole('button', { name: changePassword.submit }))
  await keyboard.press('Enter')
  await steps.expectHeading(done.title)
  await tabTo(page, page.getByRole('main').getByRole('link').first())
  await keyboard.press('Enter')
  await expect(page).toHaveURL(`${SANDBOX_URL}/shop/${upstream}`)
})

test('the language is chosen by keyboard', { tag: '@once' }, async ({ page }) => {
  await page.goto('/forgot-password')
  await tabTo(page, page.locator('footer summary'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Deutsch' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/de/forgot-password')
})
