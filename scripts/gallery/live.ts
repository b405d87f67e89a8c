import type { Browser, Page } from '@playwright/test'
import type { Shown } from './visit.ts'

/** Opens a tab with JavaScript, whose pages do not move. */
export async function openTab(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
  })
  return context.newPage()
}

/**
 * Shows a page in a tab, with the scripts of the site, and waits until they run. Later requests of the page
 * have the cookies of its visitor.
 * @param client address of the client, which rate limits count by
 */
export async function showLive(
  page: Page,
  { url, html, cookie }: Shown,
  client = '10.255.0.1',
): Promise<void> {
  await page.setExtraHTTPHeaders({ cookie, 'x-forwarded-for': client })
  const address = new URL(url)
  await page.route(
    (asked) => asked.href === address.href,
    (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.fallback(),
  )
  await page.goto(url)
  await page.waitForFunction(isHydrated)
}

/** Runs in the browser: whether React has taken over the page. */
const isHydrated = () =>
  Object.keys(document.querySelector('main h1') ?? {}).some((key) => key.startsWith('__react'))
