import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules whose result depends on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * Checks the document in a tab with axe: all rules once, and the rules about colours in light and dark, with
 * each style sheet.
 * @param styles variants of a style sheet in the document; the first one is its own
 * @returns what axe finds, and whether the document is wider than the window
 */
export async function axeFindings(tab: Page, styles: readonly string[]): Promise<string[]> {
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(AXE)
  const found = await tab.evaluate(checkAll)
  for (const colorScheme of styles.length > 0 ? (['light', 'dark'] as const) : []) {
    await tab.emulateMedia({ colorScheme })
    const inScheme = await tab.evaluate(checkColours, { styles, rules: COLOUR_RULES })
    found.push(...inScheme.map((finding) => `${colorScheme}, ${finding}`))
  }
  return found
}

type WithAxe = { readonly axe: typeof axe }

/** Runs in the browser. Unfolds everything, because axe skips what cannot be seen. */
async function checkAll(): Promise<string[]> {
  for (const details of document.querySelectorAll('details')) details.open = true
  const { violations } = await (window as unknown as WithAxe).axe.run(document, {
    resultTypes: ['violations'],
  })
  const overflow = document.documentElement.scrollWidth - window.innerWidth
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ...(overflow > 0 ? [`the page is ${overflow} px wider than the window`] : []),
  ]
}

/** Runs in the browser. Puts each style sheet into the place of the first one. */
async function checkColours({ styles, rules }: { styles: readonly string[]; rules: string[] }) {
  const [own = ''] = styles
  const sheets = [...document.querySelectorAll('style')]
  const sheet = sheets.find(({ textContent }) => textContent === own)
  if (!sheet) throw new Error('the document has no such style sheet')
  const found: string[] = []
  for (const style of styles) {
    sheet.textContent = style
    const { violations } = await (window as unknown as WithAxe).axe.run(document, {
      runOnly: rules,
      resultTypes: ['violations'],
    })
    const nodes = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    found.push(...nodes.map((node) => `${style.slice(0, 40)}: ${node}`))
  }
  sheet.textContent = own
  return found
}
