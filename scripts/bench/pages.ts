import { type Browser, chromium } from '@playwright/test'
import { browserOptions, ensureBrowser } from '#e2e/browser.ts'
import { startBarePage } from '#e2e/performance/bare-page.ts'
import { CAN_MEASURE_CPU, cpuTimes } from '#e2e/performance/cpu-time.ts'
import { bytesOf, bytesOnWire, KINDS } from '#e2e/performance/load-page.ts'
import { openedSite } from '#e2e/performance/opened-site.ts'
import { PATHS, type Page, pageAt } from '#e2e/performance/pages.ts'
import { type Weight, weigh } from '#e2e/performance/weigh.ts'
import { ms } from '#scripts/bench/statistics.ts'

type BarePage = Awaited<ReturnType<typeof startBarePage>>

/**
 * Prints bytes and CPU time of all pages, beside a bare page of the same Next. `npm test` checks the same
 * figures against `e2e/performance/budgets.ts`.
 */
export async function benchPages(): Promise<void> {
  ensureBrowser()
  const browser = await chromium.launch(browserOptions())
  const bare = await startBarePage()
  const site = await openedSite()
  const pages = PATHS.map((path) => pageAt(site, path))

  console.log('\nOn the wire, in bytes; scripts by themselves, compressed')
  console.table(byPath(await weighAll(browser, [bare, ...pages]), sizes))
  await benchWithoutScript(browser)
  await browser.close()

  if (CAN_MEASURE_CPU) {
    const landing = { path: '/actions?…', url: site.link, headers: {} }
    await benchCpu(bare, [...pages, landing], site.pid)
  }
  await Promise.all([site.end(), bare.end()])
}

async function weighAll(browser: Browser, pages: readonly Page[]): Promise<Weight[]> {
  const weights: Weight[] = []
  for (const page of pages) weights.push(await weigh(browser, page))
  return weights
}

const byPath = <Row>(weights: readonly Weight[], row: (weight: Weight, first: Weight) => Row) =>
  Object.fromEntries(
    weights.map((weight, _, [first = weight]) => [weight.path, row(weight, first)]),
  )

const sizes = ({ loads, criticalPath, firstLoad }: Weight, bare: Weight) => ({
  ...Object.fromEntries(KINDS.map((kind) => [kind, bytesOf(loads, [kind])])),
  'html + css': criticalPath,
  'with headers': bytesOnWire(loads),
  requests: loads.length,
  scripts: firstLoad,
  'over bare': firstLoad - bare.firstLoad,
})

async function benchWithoutScript(browser: Browser): Promise<void> {
  const site = await openedSite({ SCRIPTS: 'off' })
  const pages = PATHS.map((path) => pageAt(site, path))
  console.log('\nWith SCRIPTS=off, in bytes on the wire')
  console.table(
    byPath(await weighAll(browser, pages), ({ loads }) => ({
      'with headers': bytesOnWire(loads),
      requests: loads.length,
      scripts: loads.filter(({ kind }) => kind === 'js').length,
    })),
  )
  await site.end()
}

async function benchCpu(bare: BarePage, pages: readonly Page[], pid: number): Promise<void> {
  const measured = { [bare.path]: bare, ...keyed(pages.map((page) => ({ ...page, pid }))) }
  const times = Object.entries(await cpuTimes(measured))
  const [[, least] = ['', Number.NaN]] = times
  console.log('\nCPU of the server for one request')
  console.table(
    Object.fromEntries(
      times.map(([path, time]) => [
        path,
        { cpu: ms(time), 'times bare': (time / least).toFixed(2) },
      ]),
    ),
  )
}

const keyed = <T extends Page>(pages: readonly T[]) =>
  Object.fromEntries(pages.map((page) => [page.path, page]))
