import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOptions } from '#e2e/browser.ts'
import { LOCALES } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { openTab, showLive } from '#scripts/gallery/live.ts'
import { LIVE_STATES } from '#scripts/gallery/live-states.ts'
import { renderMails } from '#scripts/gallery/mails.ts'
import { NUMBER_STATES } from '#scripts/gallery/number-states.ts'
import { patternOf, reachAll, reachLive, type Sight, textOf } from '#scripts/gallery/reach.ts'
import { withoutScript } from '#scripts/gallery/self-contained.ts'
import { shareWork } from '#scripts/gallery/shared-work.ts'
import { environmentOf, startGallerySite, startNumberSite } from '#scripts/gallery/site.ts'
import { STATES } from '#scripts/gallery/states.ts'
import { brandStyle } from '#server/http/csp.ts'
import { PAGE_PATHS } from '#server/http/routes.ts'
import { axeFindings } from './axe.ts'
import { checkPage, checkWidth } from './page-checks.ts'
import type { TestEnvironment } from './test-environment.ts'

const LANGUAGES = ['en', 'de', 'ar', 'ja'] as const

/** Colours with the most and the least contrast, beside the demo's. */
const OTHER_COLOURS = ['#ffff00', '#ffffff']

/** Time for a machine that does much else. */
const PATIENCE_MS = 8 * 60_000

let site: TestEnvironment
let numberSite: TestEnvironment
let browser: Browser
let sights: Sight[]
const liveSights: Sight[] = []

beforeAll(async () => {
  site = await startGallerySite()
  browser = await chromium.launch(browserOptions())
  numberSite = await startNumberSite()
  sights = [
    ...(await reachAll(site, STATES, LANGUAGES)),
    ...(await reachAll(numberSite, NUMBER_STATES, LANGUAGES)),
  ]
})
afterAll(async () => {
  await browser?.close()
  await site?.end()
  await numberSite?.end()
})

/** Lists texts by the path of their keys. */
const textsIn = (value: unknown, path = ''): [path: string, text: string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`))

test('every page and every text of pages and mails is in a state of the gallery', async () => {
  expect(PAGE_PATHS.filter((path) => !STATES.some(({ page }) => page === path))).toEqual([])
  for (const state of LIVE_STATES) {
    const tab = await openTab(browser)
    liveSights.push(await reachLive(tab, site, state, 'en'))
    await tab.context().close()
  }
  const mails = await renderMails(environmentOf(site), 'en')
  const shown = [
    ...[...sights, ...liveSights].filter(({ locale }) => locale === 'en').map(({ html }) => html),
    ...mails.flatMap(({ subject, html }) => [subject, html]),
  ]
    .map(textOf)
    .join('\n')
  const missing = textsIn(messagesFor('en')).filter(([, text]) => !patternOf(text).test(shown))
  expect(missing).toEqual([])
})

const openTabs = () => Promise.all([openTab(browser), openTab(browser)])

/** Makes a function that is true for the first text of its kind. */
function firstOf() {
  const seen = new Set<string>()
  return (text: string) => seen.size < seen.add(text).size
}

/** Reads the structure of a page, without the words on which neither rules nor colours depend. */
const structureOf = (html: string) =>
  withoutScript(html)
    .replace(/>[^<]+/g, '>')
    .replace(/ (?:value|href|title|content|name|alt|src|srcset)="[^"]*"/gi, '')

/** Keeps one page of each structure and language. */
function differentOnes(all: readonly Sight[]): Sight[] {
  const isNew = firstOf()
  return all.filter(({ html, locale }) => isNew(`${locale} ${structureOf(html)}`))
}

/** Returns the brand's style sheet of a page, and the same in other colours. */
function brandStyles(html: string): string[] {
  const [, own = ''] = /<style>(:root\{--brand:[^<]*)<\/style>/.exec(html) ?? []
  return [own, ...OTHER_COLOURS.map(brandStyle)]
}

test(
  'axe finds nothing in any state, without script (A-13, A11Y-1.1.1, A11Y-1.3.1, A11Y-1.4.3, A11Y-2.4.4, A11Y-3.3.2, A11Y-4.1.2)',
  async () => {
    const [tabs, isNew] = [await openTabs(), firstOf()]
    const different = differentOnes(sights)
    const found = await shareWork(tabs, different, async (tab, { id, locale, html }) => {
      const page = withoutScript(html)
      await tab.setContent(page)
      const findings = await axeFindings(tab, isNew(structureOf(page)) ? brandStyles(page) : [])
      return findings.map((finding) => `${locale} ${id} ${finding}`)
    })
    expect(found.flat()).toEqual([])
  },
  PATIENCE_MS,
)

test(
  'axe finds nothing in any state, with script (A-13)',
  async () => {
    const [tabs, isNew] = [await openTabs(), firstOf()]
    // Script changes pages with a password only, so the others look the same in every language.
    const different = sights.filter(({ html, locale }) =>
      isNew(`${html.includes('<noscript>') && locale} ${structureOf(html)}`),
    )
    const found = await shareWork(tabs, different, async (tab, { id, locale, ...shown }) => {
      await showLive(tab, shown)
      const isKnown = !isNew(structureOf(await tab.content()))
      const findings = await axeFindings(tab, isKnown ? [] : brandStyles(shown.html))
      return findings.map((finding) => `${locale} ${id} ${finding}`)
    })
    const afterwards = await shareWork(tabs, liveSights, async (tab, { id, html }) => {
      await tab.setContent(withoutScript(html))
      return (await axeFindings(tab, brandStyles(html))).map((finding) => `${id} ${finding}`)
    })
    expect([...found, ...afterwards].flat()).toEqual([])
  },
  PATIENCE_MS,
)

test(
  'every page bears wide text, either orientation and any brand, and its controls are large and clear (A-06, A-10, A11Y-1.3.4, A11Y-1.4.1, A11Y-1.4.10, A11Y-1.4.11, A11Y-1.4.12, A11Y-2.4.7, A11Y-2.5.8, A11Y-3.1.2)',
  async () => {
    const tabs = await openTabs()
    const all = [...sights, ...liveSights]
    const different = new Set(differentOnes(all))
    const found = await shareWork(tabs, all, async (tab, sight) => {
      const { id, locale, html } = sight
      await tab.setContent(withoutScript(html))
      const isNew = different.has(sight)
      const findings = await (isNew ? checkPage(tab, brandStyles(html)) : checkWidth(tab))
      return findings.map((finding) => `${locale} ${id} ${finding}`)
    })
    expect(found.flat()).toEqual([])
  },
  PATIENCE_MS,
)

test.each(LOCALES)(
  'a button for the password has its visible word in its name: %s (A11Y-2.5.3)',
  (locale) => {
    const { show, showShort, hide, hideShort } = messagesFor(locale).changePassword
    expect(show.toLowerCase()).toContain(showShort.toLowerCase())
    expect(hide.toLowerCase()).toContain(hideShort.toLowerCase())
  },
)

test(
  'axe finds nothing in any mail (ML-10, A-13)',
  async () => {
    const [tabs, isNew] = [await openTabs(), firstOf()]
    const environment = environmentOf(site)
    const mails = await Promise.all(
      [environment.BRAND_COLOR ?? '', ...OTHER_COLOURS].flatMap((BRAND_COLOR) =>
        LANGUAGES.map((locale) => renderMails({ ...environment, BRAND_COLOR }, locale)),
      ),
    )
    const found = await shareWork(tabs, mails.flat(), async (tab, { id, locale, html }) => {
      await tab.setContent(html)
      const [, style = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? []
      const findings = [
        ...(await axeFindings(tab, isNew(structureOf(html) + style) ? [style] : [])),
        ...(await checkWidth(tab)),
      ]
      return findings.map((finding) => `${locale} ${id} ${finding}`)
    })
    expect(found.flat()).toEqual([])
  },
  PATIENCE_MS,
)
