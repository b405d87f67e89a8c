import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOptions } from '#e2e/browser.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { mailed } from './arrive.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

/** One word of 80 letters, in a colour that cannot be seen on the page. */
const BRAND = { BRAND_NAME: 'Verkehrsbetrieb'.repeat(6).slice(0, 80), BRAND_COLOR: '#ffffff' }

let environment: TestEnvironment
let browser: Browser
beforeAll(async () => {
  environment = await startTestEnvironment('sessionm', {
    env: () => ({
      ...BRAND,
      BRAND_LOGO_URL: '',
      BRAND_LOGO_DARK_URL: '',
      REQUESTS_PER_CLIENT: '1',
    }),
  })
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  await environment?.end()
})

/** Opens a page in a new browser on a phone of 320 pixels. */
async function openPage(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 }, locale: 'en' })
  await page.goto(new URL(path, environment.siteUrl).href, { waitUntil: 'networkidle' })
  return page
}

const submit = (page: Page) => page.locator('main button[type=submit]')

/** Measures the place of the button in the page, wherever it is scrolled to. */
const topOf = (page: Page) =>
  submit(page).evaluate((button) => button.getBoundingClientRect().top + window.scrollY)

test('a long name of one word breaks, and leaves the mark its size', async () => {
  const page = await openPage('/forgot-password')
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  const mark = await page.locator('header > [aria-hidden]').boundingBox()
  expect([mark?.width, mark?.height]).toEqual([28, 28])
})

test('all that can be pressed is 44 pixels high', async () => {
  const { link } = await mailed(environment)
  for (const path of ['/forgot-password', '/change-password/expired', '/other-action', link]) {
    const page = await openPage(path)
    for (const target of await page.locator(':is(a, button, summary, input):visible').all()) {
      if ((await target.getAttribute('tabindex')) === '-1') continue
      const { height = 0 } = (await target.boundingBox()) ?? {}
      expect(height, `${path} ${await target.textContent()}`).toBeGreaterThanOrEqual(44)
    }
  }
})

test('an error moves nothing, has a mark, and goes when the form is sent again', async () => {
  const { link } = await mailed(environment)
  const page = await openPage(link)
  const before = await topOf(page)
  await page.fill('#password', 'short')
  await submit(page).click()
  const error = page.locator('#password-error')
  await error.waitFor()
  expect(await error.locator('svg').count()).toBe(1)
  expect(await topOf(page)).toBe(before)

  await page.fill('#password', 'correct horse battery staple')
  await submit(page).click()
  await error.filter({ hasText: 'data leak' }).waitFor()
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.route('/change-password', async (route) => {
    await held
    await route.continue()
  })
  await page.fill('#password', GOOD_PASSWORD)
  await submit(page).click()
  await page.locator('button[aria-busy=true]').waitFor()
  expect(await error.count()).toBe(0)
  const busy = await submit(page).evaluate((button) => {
    const { animationName, width } = getComputedStyle(button, '::before')
    return { animationName, width, opacity: getComputedStyle(button).opacity }
  })
  expect(busy).toEqual({
    animationName: expect.stringMatching(/turn/),
    width: '18px',
    opacity: '1',
  })
  release()
  await page.waitForURL('**/done')
})

test('beyond the limit, the page says when to come back, and its button is secondary', async () => {
  const page = await browser.newPage({ locale: 'en', javaScriptEnabled: false })
  for (let times = 0; times < 2; times += 1) {
    await page.goto(`${environment.siteUrl}/forgot-password`)
    await page.fill('#email', 'ada@example.com')
    await submit(page).click()
  }
  await page.getByText('Try again in 10 minutes').waitFor()
  const again = page.getByRole('link', { name: 'Try again' })
  expect(await again.evaluate((link) => getComputedStyle(link).backgroundColor)).toBe(
    'rgba(0, 0, 0, 0)',
  )

  const scripted = await openPage('/forgot-password')
  await scripted.fill('#email', 'ada@example.com')
  await submit(scripted).click()
  await scripted.getByText(/Try again in 10 minutes \(\d{1,2}:\d\d [AP]M\)/).waitFor()
})
