import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { browserOptions, hasBrowser } from '#e2e/browser.ts'
import { isLocale, LOCALES, type Locale } from '#messages/locales.ts'
import { buildIfNeeded } from '#scripts/build/build-if-needed.ts'
import { endWithUsage, readArguments } from '#scripts/command-line/read-arguments.ts'
import { type Entry, indexPage, picturePage } from './index-page.ts'
import { openTab, showLive } from './live.ts'
import { LIVE_STATES } from './live-states.ts'
import { loadMails, loadOps } from './load-jsx.ts'
import { NUMBER_STATES } from './number-states.ts'
import { takePictures } from './pictures.ts'
import { reachAll, reachLive, type Sight, statesIn } from './reach.ts'
import { selfContained } from './self-contained.ts'
import { shareWork } from './shared-work.ts'
import { environmentOf, startGallerySite, startNumberSite } from './site.ts'
import { STATES } from './states.ts'

const USAGE = `Usage: npm run gallery -- [folder] [--locales en,ar] [--pictures en,ar | --no-pictures]`

/** Languages of the pictures by default: long words, another direction, another script. */
const PICTURE_LOCALES: readonly Locale[] = ['en', 'de', 'ar', 'ja']

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    locales: { type: 'string' },
    pictures: { type: 'string' },
    'no-pictures': { type: 'boolean', default: false },
  },
})
const [folder = '.gallery'] = positionals
const locales = values.locales === undefined ? LOCALES : localesIn(values.locales)
const wanted = values.pictures === undefined ? PICTURE_LOCALES : localesIn(values.pictures)
const pictures = new Set(values['no-pictures'] ? [] : wanted.filter((one) => locales.includes(one)))

buildIfNeeded()
rmSync(folder, { recursive: true, force: true })
for (const locale of locales) mkdirSync(`${folder}/${locale}`, { recursive: true })
const entries: Entry[] = []
const browser =
  hasBrowser() && !values['no-pictures'] ? await chromium.launch(browserOptions()) : null
const site = await startGallerySite()
const numberSite = await startNumberSite()
try {
  await addMails(browser)
  await addPages(browser)
  if (locales.includes('en')) await addOps(browser)
} finally {
  await browser?.close()
  await site.end()
  await numberSite.end()
}
for (const locale of pictures)
  writeFileSync(`${folder}/${locale}/index.html`, picturePage(locale, entries))
writeFileSync(`${folder}/index.html`, indexPage(entries))
console.log(`Open ${folder}/index.html: ${entries.length} pages and mails.`)
if (!browser)
  console.log('Without a browser there are no pictures, and no states that need script.')

/** Writes all pages, and takes their pictures with JavaScript. */
async function addPages(browser: Browser | null): Promise<void> {
  const sights = [
    ...(await reachAll(site, STATES, locales)),
    ...(await reachAll(numberSite, NUMBER_STATES, locales)),
  ]
  for (const sight of sights) await write(sight)
  if (!browser) return
  const tabs = [await openTab(browser), await openTab(browser)]
  const pictured = sights.filter(({ locale }) => pictures.has(locale))
  await shareWork(tabs, pictured, async (tab, sight) => {
    await showLive(tab, sight)
    await takePictures(tab, `${folder}/${sight.locale}/${sight.id}`)
  })
  for (const locale of locales) {
    for (const state of statesIn(LIVE_STATES, locale)) {
      const tab = await openTab(browser)
      const sight = await reachLive(tab, site, state, locale)
      if (pictures.has(locale)) await takePictures(tab, `${folder}/${locale}/${sight.id}`)
      await write(sight)
      await tab.context().close()
    }
  }
}

/** Writes a page whose language menu leads to the same state in other languages. */
async function write({ id, locale, url, html, state }: Sight): Promise<void> {
  const page = await selfContained(html, (path) => fetch(new URL(path, url)))
  const linked = page.replace(/href="\?lang=([a-z]+)"/g, `href="../$1/${id}.html"`)
  writeFileSync(`${folder}/${locale}/${id}.html`, linked)
  const hasPictures = browser !== null && pictures.has(locale)
  entries.push({ id, page: state.page, name: state.name, locale, hasPictures })
}

async function addMails(browser: Browser | null): Promise<void> {
  const { renderMails } = await loadMails()
  const tab = browser && (await openTab(browser))
  for (const locale of locales) {
    for (const { id, subject, html, text } of await renderMails(environmentOf(site), locale)) {
      const path = `${folder}/${locale}/${id}`
      writeFileSync(`${path}.html`, html)
      writeFileSync(`${path}.txt`, `${subject}\n\n${text}`)
      const hasPictures = tab !== null && pictures.has(locale)
      if (tab && hasPictures) {
        await tab.setContent(html)
        await takePictures(tab, path)
      }
      entries.push({ id, page: 'mail', name: id.replace('mail-', ''), locale, hasPictures })
    }
  }
}

/** Writes the pages for operators, which are in English only. */
async function addOps(browser: Browser | null): Promise<void> {
  const { BRAND_NAME: name = '', BRAND_COLOR: color = '' } = environmentOf(site)
  const { renderOps } = await loadOps()
  const tab = browser && (await openTab(browser))
  for (const { id, name: state, html } of renderOps({ name, color })) {
    const path = `${folder}/en/${id}`
    writeFileSync(`${path}.html`, html)
    const hasPictures = tab !== null && pictures.has('en')
    if (tab && hasPictures) {
      await tab.setContent(html)
      await takePictures(tab, path)
    }
    entries.push({ id, page: 'operators', name: state, locale: 'en', hasPictures })
  }
}

function localesIn(list: string): Locale[] {
  const codes = list.split(',')
  if (codes.every(isLocale)) return codes
  return endWithUsage(USAGE)
}
