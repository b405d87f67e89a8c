import type { Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

/** Walks through a journey, and checks each page. */
async function lookAtEach(
  page: Page,
  { link, choose }: { link: string; choose: (password: string) => Promise<void> },
  look: () => Promise<void>,
) {
  for (const path of ['/forgot-password', '/forgot-password/sent', link]) {
    await page.goto(path)
    await look()
  }
  await choose(GOOD_PASSWORD)
  await expect(page).toHaveURL('/change-password/done')
  await look()
  await page.goto(link)
  await look()
}

/** Runs for one upstream: pages look the same for all. */
const LOOKS = { tag: '@once' }

test(
  'every page says where it is, in its language, with help in the same place (A-11, A-12, A11Y-2.4.1, A11Y-2.4.2, A11Y-2.4.6, A11Y-3.2.3, A11Y-3.2.4, A11Y-3.2.6)',
  LOOKS,
  async ({ page, customer, steps }) => {
    const link = await steps.receiveLink(customer)
    const titles: string[] = []
    await lookAtEach(page, { link, choose: steps.choose }, async () => {
      const title = await page.title()
      titles.push(title)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title.split(' – ')[0] ?? '')
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      expect(await page.locator('footer > a').allInnerTexts()).toEqual([
        'Get help',
        'Back to sign in',
      ])
      await expect(page.locator('header, main, footer')).toHaveCount(3)
    })
    expect(titles).toHaveLength(5)
    expect(new Set(titles).size).toBe(5)
  },
)

test(
  'a page asks only for necessary fields, and has no CAPTCHA (FR-12, A-01, A11Y-3.3.8)',
  LOOKS,
  async ({ page, customer, steps }) => {
    const asked = () =>
      page
        .locator(
          'main :is(input:not([type=hidden]):not([readonly]), select, textarea, img, canvas)',
        )
        .evaluateAll((all) => all.map((each) => each.getAttribute('name') ?? each.tagName))
    await page.goto('/forgot-password')
    expect(await asked()).toEqual(['email'])
    await page.goto(await steps.receiveLink(customer))
    expect((await asked()).filter((name) => name !== 'confirmPassword')).toEqual(['password'])
    await expect(page.locator('iframe, object, embed, audio, video')).toHaveCount(0)
  },
)

test(
  'a page survives wide text, forced colours and 400 % (A-10, A11Y-1.4.4, A11Y-1.4.10, A11Y-1.4.12, A11Y-2.1.2, A11Y-2.2.2, A11Y-2.4.7, A11Y-2.4.11, A11Y-3.2.1, A11Y-3.2.2)',
  LOOKS,
  async ({ page, customer, steps }) => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 320, height: 256 })
    const link = await steps.receiveLink(customer)
    await lookAtEach(page, { link, choose: steps.choose }, async () => {
      await page.evaluate(() => {
        const wide = new CSSStyleSheet()
        wide.replaceSync(
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
        )
        document.adoptedStyleSheets = [wide]
      })
      const found = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        clipped: [...document.querySelectorAll('a, button, label, p, h1')]
          .filter((each) => !each.closest('.visually-hidden') && !each.matches('.visually-hidden'))
          .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
          .map((each) => each.outerHTML),
        moving: document.getAnimations().length,
      }))
      expect(found).toEqual({ overflow: expect.any(Number), clipped: [], moving: 0 })
      expect(found.overflow).toBeLessThanOrEqual(0)
      await page.evaluate(() => {
        document.adoptedStyleSheets = []
      })

      const address = page.url()
      const stops = await tabAround(page)
      expect(stops.length).toBeGreaterThan(2)
      for (const stop of stops) expect(stop).toEqual({ ...stop, outline: 'solid', isOnTop: true })
      const field = page.locator('main :is([type=text], [type=password]):not([readonly])')
      if ((await field.count()) > 0) await field.first().fill('ada')
      expect(page.url()).toBe(address)
    })
  },
)

/** Presses Tab until the focus returns. @returns each focused element, and whether it is visible */
async function tabAround(page: Page) {
  const stops: Awaited<ReturnType<typeof focused>>[] = []
  for (let tabs = 0; tabs < 30; tabs += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    if (stop && stops.some((one) => one?.place === stop.place)) return stops
    // After the last element, the browser itself may have the focus.
    if (stop) stops.push(stop)
  }
  throw new Error('the focus does not come round')
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const it = document.activeElement
    const [box] = it?.getClientRects() ?? []
    if (!it || it === document.body || !box) return null
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return {
      what: it.outerHTML,
      place: [...document.querySelectorAll('*')].indexOf(it),
      outline: getComputedStyle(it).outlineStyle,
      isOnTop: it.contains(over),
    }
  })

test(
  'what comes of a form is said: errors at once, a new page by its title (A-05, A11Y-4.1.3)',
  LOOKS,
  async ({ page, customer, steps, runsScript }) => {
    await page.goto('/forgot-password')
    await page.getByLabel('Email address').fill('ada@example')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'such as example.com' })).toBeVisible()
    await expect(page).toHaveTitle(/^Error: Forgot your password\? – /)
    await steps.askForLink(customer.email)
    await expect(page).toHaveTitle(/^Check your email/)
    if (!runsScript) return
    // No document is loaded, so screen readers read the router's live region.
    await expect
      .poll(() =>
        page.evaluate(
          () => document.querySelector('next-route-announcer')?.shadowRoot?.textContent ?? '',
        ),
      )
      .toContain('Check your email')
  },
)

test('a page says how long it is open, and then opens again by the same link (A-09, A11Y-2.2.1)', async ({
  page,
  context,
  customer,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  await page.goto(link)
  await expect(page.getByText('This page stays open for 15 minutes')).toBeVisible()
  await context.clearCookies()
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Open your link again')
  await expect(page.getByText('closes after 15 minutes')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send me a new link' })).toBeVisible()

  await page.goto(link)
  await expect(page.getByLabel('New password', { exact: true })).toBeVisible()
})
