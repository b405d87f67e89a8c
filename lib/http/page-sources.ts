import { isDevelopment, ownOrigin } from '#lib/config.ts'
import { LOCALES } from '#lib/i18n/messages.ts'
import type { Site } from '#lib/reset/site.ts'
import { FLOW_COOKIE, flowCookie } from './flow.ts'
import { INSIDE_HEADER, insideKey } from './inside.ts'
import { DEVELOPMENT, hashSources, nonceSource, type Sources } from './page-policy.ts'

/** The pages that are the same for everyone are made once and kept; the others for each answer. */
const PAGES = {
  '/forgot-password': 'kept',
  '/forgot-password/prefilled': 'made',
  '/forgot-password/sent': 'kept',
  '/change-password': 'made',
  '/change-password/done': 'kept',
  '/change-password/expired': 'made',
  '/missing': 'kept',
  '/outdated': 'kept',
  '/refused': 'kept',
  '/too-many': 'made',
} as const

export type PagePath = keyof typeof PAGES

const shared = globalThis as typeof globalThis & {
  passwordResetSources?: Map<PagePath, Promise<Sources>>
}

/**
 * What a page runs. Its styles are the same in every answer, and known by their hashes; so are the
 * scripts of a page that is kept.
 * @param nonce what the scripts of a page carry that is made for this answer; null: it is not
 */
export async function sourcesOf(
  site: Site,
  path: PagePath,
  nonce: string | null,
): Promise<Sources> {
  if (isDevelopment) return DEVELOPMENT
  const { scripts, styles } = await hashed(site, path)
  return { scripts: nonce === null ? scripts : nonceSource(nonce), styles }
}

/** Whether a page is kept, so that no nonce can be written into it. */
export const isKept = (path: PagePath) => PAGES[path] === 'kept' && !isDevelopment

/** Makes every page once, so that no customer waits for it. */
export const makePages = (site: Site) =>
  Promise.all((Object.keys(PAGES) as PagePath[]).map((path) => hashed(site, path)))

function hashed(site: Site, path: PagePath): Promise<Sources> {
  shared.passwordResetSources ??= new Map()
  const known = shared.passwordResetSources
  const sources = known.get(path) ?? read(site, path)
  known.set(path, sources)
  return sources.catch((error) => {
    known.delete(path)
    throw error
  })
}

/** Asks this process for a page. Some are for a browser with an opened link: this one opens none. */
async function read(site: Site, path: PagePath): Promise<Sources> {
  const ticket = { subject: 'nobody', token: 'none', email: null }
  const { value } = await flowCookie(site, { kind: 'open', ticket, link: 'none' })
  const page = await fetch(`${ownOrigin()}/${LOCALES[0]}${path}`, {
    headers: { [INSIDE_HEADER]: insideKey(), cookie: `${FLOW_COOKIE}=${value}` },
    cache: 'no-store',
    redirect: 'error',
  })
  if (!page.ok) throw new Error(`the page ${path} cannot be made`)
  return hashSources(await page.text())
}
