import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import * as z from 'zod'
import { browserOptions } from '#scripts/browser.ts'
import type { Page } from './pages.ts'

const VERSION = '13.5.0'
const HOME = `.bench/lighthouse-${VERSION}`
const CLI = `${HOME}/node_modules/lighthouse/cli/index.js`

const ATTEMPTS = 4

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

const run = promisify(execFile)

const reportSchema = z.object({
  categories: z.record(
    z.enum(CATEGORIES),
    z.object({
      score: z.nullable(z.number()),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({
      score: z.nullable(z.number()),
      displayValue: z.optional(z.string()),
    }),
  ),
})

/** Fetches Lighthouse, once. @returns whether it is there; if not, why not is written */
export async function hasLighthouse(): Promise<boolean> {
  if (existsSync(CLI)) return true
  console.log(`Fetching Lighthouse ${VERSION}…`)
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', HOME]
  try {
    await run('npm', ['install', ...options, `lighthouse@${VERSION}`])
    return true
  } catch (error) {
    const [reason] = String((error as { stderr?: unknown }).stderr ?? error).split('\n')
    console.log(`Lighthouse ${VERSION} cannot be fetched, and is left out: ${reason}`)
    return false
  }
}

/**
 * What Lighthouse says of a page on its phone: slow network, slow processor, both simulated.
 * @returns null where it could not make sense of what it saw, however often it was asked
 */
export async function lighthouse(page: Page) {
  for (let nth = 0; nth < ATTEMPTS; nth += 1) {
    // On a busy machine a trace comes out broken now and then, and the advice is to try again.
    const stdout = await visit(page).catch(() => null)
    if (stdout !== null) return readReport(stdout)
  }
  return null
}

async function visit({ url, headers }: Page): Promise<string> {
  const { executablePath = chromium.executablePath(), args } = browserOptions()
  const { stdout } = await run(
    process.execPath,
    [
      ...[CLI, url, '--quiet', '--output=json', '--output-path=stdout'],
      `--only-categories=${CATEGORIES.join(',')}`,
      `--chrome-flags=${['--headless=new', ...args].join(' ')}`,
      `--extra-headers=${JSON.stringify(headers)}`,
      // The page for what is missing is to be looked at as well.
      ...['--ignore-status-code', '--no-enable-error-reporting'],
    ],
    { env: { ...process.env, CHROME_PATH: executablePath }, maxBuffer: 2 ** 26 },
  )
  return stdout
}

function readReport(json: string) {
  const { categories, audits } = reportSchema.parse(JSON.parse(json))
  const score = (name: (typeof CATEGORIES)[number]) =>
    Math.round((categories[name].score ?? Number.NaN) * 100)
  const value = (audit: string) => audits[audit]?.displayValue ?? ''
  return {
    ...Object.fromEntries(CATEGORIES.map((name) => [name, score(name)])),
    FCP: value('first-contentful-paint'),
    LCP: value('largest-contentful-paint'),
    TBT: value('total-blocking-time'),
    CLS: value('cumulative-layout-shift'),
    /** What keeps accessibility and best practices from being full. */
    faults: CATEGORIES.slice(1)
      .flatMap((name) => categories[name].auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id)
      .join(', '),
  }
}
