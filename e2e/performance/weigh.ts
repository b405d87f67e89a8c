import type { Browser } from '@playwright/test'
import { gzippedBytes, scriptsOf } from './first-load.ts'
import { bytesOf, loadPage } from './load-page.ts'
import type { Page } from './pages.ts'

export type Weight = Awaited<ReturnType<typeof weigh>>

/** What a page is to a browser that comes to it for the first time, in bytes. */
export async function weigh(browser: Browser, page: Page) {
  const { html, policy, loads } = await loadPage(browser, page)
  const named = scriptsOf(html).map((script) => new URL(script, page.url).href)
  const fetched = loads.filter(({ kind }) => kind === 'js').map(({ url }) => url)
  return {
    path: page.path,
    loads,
    policy,
    /** The scripts that the page names, and those that the browser came to fetch. */
    scripts: { named, fetched },
    /** What has to arrive before there is something to see and fill in. */
    criticalPath: bytesOf(loads, ['html', 'css']),
    /** All scripts, of either kind above, compressed by us: servers' settings play no part. */
    firstLoad: await gzippedBytes(new Set([...named, ...fetched])),
  }
}
