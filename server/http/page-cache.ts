import type { Services } from '#lib/reset/services.ts'
import { LOCALES } from '#messages/locales.ts'
import { isDevelopment } from '#server/config/config.ts'
import { type CachedPage, createCachedPage } from './cached-page.ts'
import { type CspSources, DEVELOPMENT, nonceSource } from './csp.ts'
import { FLOW_COOKIE, type Flow, flowCookie } from './flow-cookie.ts'
import { fetchSelf, SELF_REQUEST_HEADER } from './self-request.ts'

/** The pages that are the same for everyone are made once and kept; the others for each answer. */
const PAGES = {
  '/forgot-password': 'kept',
  '/forgot-password/prefilled': 'made',
  '/forgot-password/sent': 'kept',
  '/change-password': 'made',
  '/change-password/done': 'kept',
  '/change-password/expired': 'made',
  '/large-head': 'kept',
  '/change-password/with-link': 'kept',
  '/missing': 'kept',
  '/other-action': 'kept',
  '/outdated': 'kept',
  '/refused': 'kept',
  '/too-many': 'made',
} as const

export type PagePath = keyof typeof PAGES

const shared = globalThis as typeof globalThis & {
  passwordResetPages?: Map<PagePath, Promise<CachedPage>>
}

/** A page that is kept; null for one that is made for each answer. */
export const cachedPage = async (services: Services, path: PagePath): Promise<CachedPage | null> =>
  PAGES[path] === 'kept' && !isDevelopment ? cachedOrRendered(services, path) : null

/**
 * What a page runs that is made for an answer: the scripts that carry its nonce, and its styles,
 * which are the same in every answer.
 */
export async function nonceSources(
  services: Services,
  path: PagePath,
  nonce: string,
): Promise<CspSources> {
  if (isDevelopment) return DEVELOPMENT
  const { styles } = (await cachedOrRendered(services, path)).sources
  return { scripts: nonceSource(nonce), styles }
}

/** Makes every page once, so that no customer waits for it. */
export const warmPageCache = (services: Services) =>
  Promise.all((Object.keys(PAGES) as PagePath[]).map((path) => cachedOrRendered(services, path)))

function cachedOrRendered(services: Services, path: PagePath): Promise<CachedPage> {
  shared.passwordResetPages ??= new Map()
  const pages = shared.passwordResetPages
  const page = pages.get(path) ?? read(services, path)
  pages.set(path, page)
  return page.catch((error) => {
    pages.delete(path)
    throw error
  })
}

/** Renders a page for a visitor with an opened link: some pages are for nobody else. */
async function read(services: Services, path: PagePath): Promise<CachedPage> {
  const ticket = { subject: 'nobody', token: 'none', email: null }
  return createCachedPage(await renderPage(services, path, { kind: 'open', ticket, link: 'none' }))
}

/**
 * Renders a page by a request to this process.
 * @param target path of a page, and its query
 * @param flow the flow of the visitor; null for a browser without one
 */
export async function renderPage(
  services: Services,
  target: string,
  flow: Flow | null,
): Promise<string> {
  const page = await fetchSelf(`/${LOCALES[0]}${target}`, SELF_REQUEST_HEADER, {
    headers: flow ? { cookie: `${FLOW_COOKIE}=${(await flowCookie(services, flow)).value}` } : {},
  })
  if (!page.ok) throw new Error('the page cannot be rendered')
  return page.text()
}
