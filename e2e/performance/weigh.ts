import type { Browser } from '@playwright/test'
import { gzippedBytes, scriptsOf } from './first-load.ts'
import { bytesOf, loadPage } from './load-page.ts'
import type { Page } from './pages.ts'

/** Weight of a page, in bytes by kind. */
export type Weight = Awaited<ReturnType<typeof weigh>>

/** Measures the bytes of a page in a fresh browser. */
export async function weigh(browser: Browser, page: Page) {
  const { html, policy, loads } = await loadPage(browser, page)
  const named = scriptsOf(html).map((script) => new URL(script, page.url).href)
  const fetched = loads.filter(({ kind }) => kind === 'js').map(({ url }) => url)
  return {
    path: page.path,
    loads,
    policy,
    /** Scripts that the page names, and those that the browser loaded. */
    scripts: { named, fetched },
    /** Bytes that must arrive before the page is visible and usable. */
    criticalPath: bytesOf(loads, ['html', 'css']),
    /** All scripts above, compressed here, so that the server's settings do not matter. */
    firstLoad: await gzippedBytes(new Set([...named, ...fetched])),
  }
}
