import type { Page } from '@playwright/test'
import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

const { forgotPassword, sent, changePassword, done } = messagesFor('en')

/**
 * Translates a page as Chrome does: each text moves into two `font` elements, and so do texts that come
 * later.
 */
const translate = (page: Page) =>
  page.evaluate(() => {
    const skipped = 'script, style, noscript, title, font, textarea'
    const wrap = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      for (const text of texts) {
        if (!text.data.trim() || !text.parentElement || text.parentElement.closest(skipped))
          continue
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.textContent = `«${text.data}»`
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    wrap(document.body)
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) wrap(node)
    }).observe(document.body, { childList: true, subtree: true })
    document.documentElement.classList.add('translated-ltr')
  })

test('a page that the browser has translated shows its errors, and works on', {
  tag: ['@script', '@once'],
}, async ({ page, customer, steps }) => {
  const link = await steps.receiveLink(customer)
  const error = (text: string) => page.getByRole('alert').filter({ hasText: text })
  await page.goto('/forgot-password')
  await expect(page.locator('form')).toHaveAttribute('novalidate')
  await translate(page)
  await expect(page.locator('h1')).toContainText('«')
  const ask = page.getByRole('button', { name: forgotPassword.submit })
  await ask.click()
  await expect(error(forgotPassword.errors.required)).toBeVisible()
  await page.locator('#email').fill('ada@example')
  await ask.click()
  await expect(error(forgotPassword.errors.domain)).toBeVisible()
  await page.locator('#email').fill(customer.email)
  await ask.click()
  await expect(page.getByRole('heading', { level: 1, name: sent.title })).toBeVisible()

  await page.goto(link)
  const show = page.getByRole('button', { name: changePassword.show })
  await expect(show).toBeVisible()
  await translate(page)
  const change = page.getByRole('button', { name: changePassword.submit })
  for (const [password, text] of [
    ['short', 'at least 12'],
    ['passwordpassword', 'too common'],
  ] as const) {
    await page.locator('#password').fill(password)
    await show.click()
    await expect(page.getByRole('button', { name: changePassword.hide })).toContainText(
      changePassword.hideShort,
    )
    await change.click()
    await expect(error(text)).toBeVisible()
  }
  await page.locator('#password').fill(GOOD_PASSWORD)
  await change.click()
  await expect(page.getByRole('heading', { level: 1, name: done.title })).toBeVisible()
})
