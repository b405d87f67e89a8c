import type { Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

/** Runs for one upstream: the pages are the same for all. */
const HERE = { tag: ['@script', '@once'] }

/** Delays all scripts, so that a page can be changed before React runs. @returns their release */
async function heldScripts(page: Page) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** Sets a value as password managers do: without an event. */
const setSilently = (page: Page, id: string, value: string) =>
  page.evaluate(
    ([id = '', value]) => {
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      setter?.call(document.getElementById(id), value)
    },
    [id, value],
  )

test(
  'a value that was set without an event is checked and sent',
  HERE,
  async ({ page, customer, steps }) => {
    await page.goto('/forgot-password')
    await expect(page.locator('form')).toHaveAttribute('novalidate', '')
    const ask = page.getByRole('button', { name: 'Send me a link' })
    await ask.click()
    await expect(page.getByRole('alert').filter({ hasText: 'Enter your email' })).toBeVisible()
    await page.evaluate(() => {
      const other = document.createElement('input')
      Object.assign(other, { name: 'email', type: 'hidden' })
      document.querySelector('form')?.prepend(other)
    })
    await setSilently(page, 'email', ` ${customer.email};`)
    await ask.click()
    await steps.expectHeading('Check your email')

    await page.goto(await steps.receiveLink(customer))
    await expect(page.getByRole('button', { name: 'Show password' })).toBeVisible()
    await setSilently(page, 'password', 'short')
    const change = page.getByRole('button', { name: 'Change password' })
    await change.click()
    await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
    await setSilently(page, 'password', GOOD_PASSWORD)
    await change.click()
    await steps.expectHeading('Your password is changed')
    expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  },
)

const CHANGES: Record<string, (field: HTMLInputElement) => void> = {
  'nothing is changed': () => {},
  'an extension has wrapped the field, with an icon': (field) => {
    const wrapper = document.createElement('span')
    field.replaceWith(wrapper)
    wrapper.append(document.createElement('com-icon'), field)
  },
  'a proxy has replaced text': () => {
    const text = document.querySelector('h1')
    text?.replaceChildren(document.createElement('a'))
  },
}

for (const [way, change] of Object.entries(CHANGES)) {
  test(
    `what was typed before hydration is kept when ${way}`,
    HERE,
    async ({ page, customer, steps, complaints }) => {
      // React reports each document that it has to replace.
      if (way !== 'nothing is changed') complaints.areExpected()
      const link = await steps.receiveLink(customer)
      const release = await heldScripts(page)
      await page.goto('/forgot-password', { waitUntil: 'domcontentloaded' })
      const address = page.locator('#email')
      await address.evaluate(change)
      await address.pressSequentially(customer.email)
      release()
      await expect(page.locator('form')).toHaveAttribute('novalidate', '')
      await expect(address).toHaveValue(customer.email)
      await expect(address).toBeFocused()
      await page.keyboard.press('Enter')
      await steps.expectHeading('Check your email')

      await page.unroute('**/*.js')
      const releaseAgain = await heldScripts(page)
      await page.goto(link, { waitUntil: 'domcontentloaded' })
      const password = page.locator('#password')
      await password.evaluate(change)
      await password.pressSequentially(GOOD_PASSWORD)
      releaseAgain()
      await expect(page.getByRole('button', { name: 'Show password' })).toBeVisible()
      await expect(password).toHaveValue(GOOD_PASSWORD)
      await page.keyboard.press('Enter')
      await steps.expectHeading('Your password is changed')
    },
  )
}

test(
  'a page holds no address that a CDN would rewrite',
  HERE,
  async ({ page, customer, steps }) => {
    const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g
    const link = await steps.receiveLink(customer)
    for (const path of ['/forgot-password', `/forgot-password?email=${customer.email}`, link]) {
      const answer = await page.goto(path)
      // CDNs do not rewrite addresses in attributes, which would break forms.
      const html = ((await answer?.text()) ?? '').replace(/ value="[^"]*"/g, '')
      expect(html).toContain('</html>')
      expect(html.match(ADDRESS) ?? []).toEqual([])
    }
    await expect(page.getByText(customer.email)).toBeVisible()
    const account = page.locator('form input[autocomplete=username]')
    await expect(account).toHaveValue(customer.email)
  },
)
