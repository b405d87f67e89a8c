import type { Services } from '#lib/reset/services.ts'
import type { Locale } from '#messages/locales.ts'
import { isDevelopment } from '#server/config/config.ts'
import { cachedByKey } from './cached-by-key.ts'
import { type CachedPage, createCachedPage } from './cached-page.ts'
import { FLOW_COOKIE, type Flow, flowCookie } from './cookies.ts'
import { type CspSources, DEVELOPMENT, nonceSource } from './csp.ts'
import { fetchSelf, SELF_REQUEST_HEADER } from './request-source.ts'
import { isCached, PAGE_PATHS, type PagePath, type ProblemKind } from './routes.ts'

/** A problem that has a page. `wait` is the time to wait in words, such as `10 minutes`. */
type Problem = { readonly kind: ProblemKind; readonly wait?: string }

const shared = globalThis as typeof globalThis & {
  passwordResetPages?: Map<string, Promise<CachedPage>>
}

/** Finds a page that is the same for everyone; null for a dynamic page. */
export const cachedPage = async (
  services: Services,
  locale: Locale,
  path: PagePath,
): Promise<CachedPage | null> =>
  isCached(path) && !isDevelopment ? cachedOrRendered(services, `/${locale}${path}`) : null

/** Finds the page of a problem. Waits are rounded to a few values, so the pages are few. */
export function problemPage(
  services: Services,
  locale: Locale,
  { kind, wait }: Problem,
): Promise<CachedPage> {
  const query = wait === undefined ? '' : `?${new URLSearchParams({ wait })}`
  return cachedOrRendered(services, `/${locale}/problem/${kind}${query}`)
}

/** Lists the CSP sources of a dynamic page: the nonce of its scripts, and hashes of its constant styles. */
export async function nonceSources(
  services: Services,
  locale: Locale,
  path: PagePath,
  nonce: string,
): Promise<CspSources> {
  if (isDevelopment) return DEVELOPMENT
  const { styles } = (await cachedOrRendered(services, `/${locale}${path}`)).sources
  return { scripts: nonceSource(nonce), styles }
}

/** Renders every page in a language, so that no customer waits for it. */
export const warmPageCache = (services: Services, locale: Locale) =>
  Promise.all(PAGE_PATHS.map((path) => cachedOrRendered(services, `/${locale}${path}`)))

/** @param target language and path of a page, and its query */
async function cachedOrRendered(services: Services, target: string): Promise<CachedPage> {
  if (isDevelopment) return { ...(await render(services, target)), sources: DEVELOPMENT }
  shared.passwordResetPages ??= new Map()
  return cachedByKey(shared.passwordResetPages, target, () => render(services, target))
}

/** Renders a page for a visitor whose flow opens it, because some pages redirect anyone else. */
async function render(services: Services, target: string): Promise<CachedPage> {
  const flow = target.endsWith('/change-password/done') ? CHANGED : OPENED
  return createCachedPage(await renderPage(services, target, flow))
}

const OPENED: Flow = {
  kind: 'open',
  ticket: { subject: 'nobody', token: 'none', email: null },
  link: 'none',
}
const CHANGED: Flow = { kind: 'done', attempt: '', email: null }

/**
 * Renders a page by a request to this process.
 * @param target language and path of a page, and its query
 * @param flow the flow of the visitor; null for a browser without one
 */
export async function renderPage(
  services: Services,
  target: string,
  flow: Flow | null,
): Promise<string> {
  const page = await fetchSelf(target, SELF_REQUEST_HEADER, {
    headers: flow ? { cookie: `${FLOW_COOKIE}=${(await flowCookie(services, flow)).value}` } : {},
  })
  if (!page.ok) throw new Error('the page cannot be rendered')
  return page.text()
}
