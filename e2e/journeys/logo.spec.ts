import { expect, test } from './journey.ts'
import { siteUrlOf } from './places.ts'

for (const [colorScheme, path] of [
  ['light', '/logo'],
  ['dark', '/logo/dark'],
] as const) {
  test(`a page has the logo of its mode, ${colorScheme}`, { tag: '@once' }, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const site = siteUrlOf('betterez')
    await page.goto(`${site}/forgot-password`)
    const logo = page.getByRole('banner').getByRole('img', { name: 'Northline Coaches' })
    await expect(logo).toHaveJSProperty('currentSrc', `${site}${path}`)
    await expect(logo).toHaveJSProperty('naturalHeight', 40)
  })
}
