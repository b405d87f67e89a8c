import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ page, customer, steps }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 320, height: 640 })

    await page.goto('/forgot-password')
    await expectAccessible(page)
    await page.getByLabel('Email address').fill('ada@example')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'like name@example.com' })).toBeVisible()
    await expectAccessible(page)

    const link = await steps.receiveLink(customer)
    await expectAccessible(page)
    await page.goto(link)
    await expectAccessible(page)
    await steps.choose('short')
    await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
    await expectAccessible(page)
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    await expectAccessible(page)
    await page.goto(link)
    await steps.expectHeading('This link has been used')
    await expectAccessible(page)
  })
}

test('a missing page is ours, and accessible', async ({ page }) => {
  const answer = await page.goto('/no/such/page')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible()
  await expectAccessible(page)
})

/** Checks with axe, and that nothing is wider than a small phone. */
async function expectAccessible(page: Page): Promise<void> {
  const twin = await scriptedTwin(page)
  const { violations } = await new AxeBuilder({ page: twin }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual(
    [],
  )
  const overflow = await twin.evaluate(() => document.body.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await twin.context().close()
}

/** axe needs script, which the page may lack: the page as it stands, in a browser that has it. */
async function scriptedTwin(page: Page): Promise<Page> {
  const html = (await page.content())
    .replace(/<script[^>]*>.*?<\/script>/gs, '')
    .replaceAll('noscript>', 'div>')
  const context = await page
    .context()
    .browser()
    ?.newContext({
      viewport: page.viewportSize(),
      colorScheme: (await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
        ? 'dark'
        : 'light',
    })
  if (!context) throw new Error('the browser has gone')
  const twin = await context.newPage()
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await twin.goto(page.url())
  return twin
}
