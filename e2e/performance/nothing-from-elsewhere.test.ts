import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOptions } from '#e2e/browser.ts'
import { loadPage } from './load-page.ts'
import { type OpenedSite, openedSite } from './opened-site.ts'
import { PATHS, pageAt } from './pages.ts'

const elsewhere = createServer((_, answer) => {
  answer.setHeader('Content-Type', 'image/svg+xml')
  answer.end('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
})

let browser: Browser
let site: OpenedSite

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  site = await openedSite({ BRAND_LOGO_URL: `http://127.0.0.1:${port}/logo.svg` })
  browser = await chromium.launch(browserOptions())
})

afterAll(async () => {
  await browser.close()
  await site.end()
  elsewhere.close()
})

test.each(PATHS)('%s asks nobody but the site, not even for the logo (HD-07)', async (path) => {
  const { asked, loads } = await loadPage(browser, pageAt(site, path))
  expect(asked.map((url) => new URL(url).origin)).toEqual(asked.map(() => site.url))
  expect(loads.find(({ url }) => url === `${site.url}/logo`)?.status).toBe(200)
})
