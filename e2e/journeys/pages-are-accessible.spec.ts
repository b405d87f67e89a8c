import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  // Pages look the same for every upstream.
  const tag = '@once'
  test(`axe finds nothing on any page, ${colorScheme} (A-08, A-10, A-13)`, { tag }, async ({
    page,
    browser,
    customer,
    steps,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const expectAccessible = () => expectNoViolations(page, browser, colorScheme)

    await page.goto('/forgot-password')
    await expectAccessible()
    await page.getByLabel('Email address').fill('ada@example')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'such as example.com' })).toBeVisible()
    await expectAccessible()

    const link = await steps.receiveLink(customer)
    await expectAccessible()
    await page.goto(link)
    await expectAccessible()
    await steps.choose('short')
    await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
    await expectAccessible()
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    await expectAccessible()
    await page.goto(link)
    await steps.expectHeading('This link has been used')
    await expectAccessible()
  })
}

/**
 * Checks with axe, and that nothing is wider than a small phone. axe needs JavaScript, which the page
 * may lack, so its HTML is checked in another context.
 */
async function expectNoViolations(page: Page, browser: Browser, colorScheme: 'light' | 'dark') {
  const html = (await page.content())
    .replace(/<script[^>]*>.*?<\/script>/gs, '')
    .replaceAll('noscript>', 'div>')
  const viewport = page.viewportSize()
  const context = await browser.newContext({ javaScriptEnabled: true, viewport, colorScheme })
  const twin = await context.newPage()
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await twin.goto(page.url())

  const { violations } = await new AxeBuilder({ page: twin }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual(
    [],
  )
  const overflow = await twin.evaluate(() => document.body.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await context.close()
}
