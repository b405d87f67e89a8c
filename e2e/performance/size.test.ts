import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOptions } from '#e2e/browser.ts'
import { startBarePage } from './bare-page.ts'
import { CRITICAL_PATH, FIRST_FLIGHT, SCRIPT_OVER_BARE } from './budgets.ts'
import { bytesOnWire } from './load-page.ts'
import { openedSite } from './opened-site.ts'
import { FORMS, PATHS, pageAt } from './pages.ts'
import { type Weight, weigh } from './weigh.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(browserOptions())
})
afterAll(() => browser.close())

/** Measures all pages of a site, which ends afterwards. */
async function weights(env: Record<string, string> = {}) {
  const site = await openedSite(env)
  const all = new Map<string, Weight>()
  for (const path of PATHS) all.set(path, await weigh(browser, pageAt(site, path)))
  await site.end()
  return (path: string): Weight => {
    const weight = all.get(path)
    if (!weight) throw new Error(`${path} was not weighed`)
    return weight
  }
}

describe('a page as it comes to a new customer', () => {
  let weightOf: (path: string) => Weight
  let bareScript: number

  beforeAll(async () => {
    weightOf = await weights()
    const bare = await startBarePage()
    bareScript = (await weigh(browser, bare)).firstLoad
    await bare.end()
  })

  test.each(FORMS)('%s can be seen and filled in after 12.5 kB', (path) => {
    const { criticalPath } = weightOf(path)
    expect(criticalPath).toBeGreaterThan(1000)
    expect(criticalPath).toBeLessThanOrEqual(CRITICAL_PATH)
  })

  test.each(PATHS)('%s loads at most 20 kB of script more than a bare page', (path) => {
    const { firstLoad, scripts } = weightOf(path)
    expect(scripts.fetched.toSorted()).toEqual(scripts.named.toSorted())
    expect(bareScript).toBeGreaterThan(100_000)
    expect(firstLoad - bareScript).toBeLessThanOrEqual(SCRIPT_OVER_BARE)
  })
})

describe('a page of a site whose operator wants no script', () => {
  let weightOf: (path: string) => Weight

  beforeAll(async () => {
    weightOf = await weights({ SCRIPTS: 'off' })
  })

  test.each(PATHS)('%s comes whole in one flight of 14,600 bytes, headers included', (path) => {
    const { policy, loads } = weightOf(path)
    expect(policy).toContain("script-src 'none'")
    const unwanted = loads.filter(
      ({ kind, url }) => kind !== 'html' && kind !== 'css' && !/icon/.test(url),
    )
    expect(unwanted).toEqual([])
    expect(bytesOnWire(loads)).toBeGreaterThan(1000)
    expect(bytesOnWire(loads)).toBeLessThanOrEqual(FIRST_FLIGHT)
  })
})
