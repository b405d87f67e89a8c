import type { FormLimit } from '#lib/reset/limits.ts'

type Page = {
  /** A cached page is the same for everyone; a dynamic one shows one visitor's values. */
  readonly render: 'cached' | 'dynamic'
  /** The form on the page: its limit, and the names of its fields. */
  readonly form?: { readonly limit: FormLimit; readonly fields: readonly string[] }
  /** True if the page has no public path, and is only shown at the path of another page. */
  readonly isInner?: true
  /** True if there is such a page only where the upstream's tokens can be typed. */
  readonly needsShortTokens?: true
}

const REQUEST = { limit: 'requests', fields: ['email'] } as const
const CHANGE = { limit: 'passwords', fields: ['account', 'password', 'confirmPassword'] } as const
const WITH_LINK = { limit: 'passwords', fields: ['link', 'password', 'confirmPassword'] } as const
const NOT_ME = { limit: 'requests', fields: ['account'] } as const
const CODE = { limit: 'passwords', fields: ['email', 'code'] } as const
const PROBLEM = { render: 'cached', isInner: true } as const

/** All pages. A page with the suffix `/prefilled` is shown when the query has an address. */
const PAGES = {
  '/forgot-password': { render: 'cached', form: REQUEST },
  '/forgot-password/prefilled': { render: 'dynamic', isInner: true },
  '/forgot-password/invited': { render: 'dynamic', form: REQUEST },
  '/forgot-password/change': { render: 'dynamic', form: REQUEST },
  '/forgot-password/sent': { render: 'dynamic', form: REQUEST },
  '/change-password': { render: 'dynamic', form: CHANGE },
  '/change-password/code': { render: 'dynamic', form: CODE, needsShortTokens: true },
  '/change-password/done': { render: 'dynamic' },
  '/change-password/expired': { render: 'dynamic', form: REQUEST },
  '/change-password/with-link': { render: 'cached', form: WITH_LINK },
  '/not-me': { render: 'dynamic', form: NOT_ME },
  '/not-me/sent': { render: 'cached' },
  '/other-action': { render: 'cached' },
  '/problem/large-head': PROBLEM,
  '/problem/limited': PROBLEM,
  '/problem/not-found': PROBLEM,
  '/problem/outdated': PROBLEM,
  '/problem/refused': PROBLEM,
} as const satisfies Record<string, Page>

/** Path of a page, without its language. */
export type PagePath = keyof typeof PAGES

type KindAt<Path> = Path extends `/problem/${infer Kind}` ? Kind : never

/** Problems that have a page. */
export type ProblemKind = KindAt<PagePath>

/** Paths of all pages. */
export const PAGE_PATHS = Object.keys(PAGES) as PagePath[]

/**
 * Route handlers, and files of `public`. The webhooks are missing, and the API has a table of its own:
 * `proxy.ts` does not see them.
 */
const HANDLERS = new Set([
  ...['/', '/actions', '/change_password', '/.well-known/change-password'],
  ...['/.well-known/assetlinks.json', '/.well-known/apple-app-site-association'],
  ...['/favicon.ico', '/logo', '/logo/dark', '/robots.txt', '/healthz', '/readyz'],
])

const READ = ['GET', 'HEAD']

type Route = { readonly methods: readonly string[] } & (
  | { readonly kind: 'handler' }
  | { readonly kind: 'page'; readonly path: PagePath; readonly form: Page['form'] }
)

/**
 * Looks up the route of a path, ignoring a trailing slash.
 * @param upstream decides whether there is a page for typed codes
 * @returns null for an unknown path: 404
 */
export function matchRoute(
  requested: string,
  { hasShortTokens } = { hasShortTokens: true },
): Route | null {
  const path = requested.replace(/(?<=.)\/$/, '')
  if (HANDLERS.has(path)) return { kind: 'handler', methods: READ }
  if (isOfApi(path)) return { kind: 'handler', methods: [...READ, 'POST'] }
  if (!isPage(path)) return null
  const { form, isInner, needsShortTokens } = pageAt(path)
  if (isInner || (needsShortTokens && !hasShortTokens)) return null
  return { kind: 'page', path, form, methods: form ? [...READ, 'POST'] : READ }
}

/** Checks whether a path belongs to the API, which answers for all paths below it. */
export const isOfApi = (path: string): boolean => /^\/api(\/|$)/.test(path)

/** Chooses the page to show at a path. */
export function pageFor(path: PagePath, query: URLSearchParams): PagePath {
  const prefilled = `${path}/prefilled`
  return query.has('email') && isPage(prefilled) ? prefilled : path
}

/** Checks whether a page is the same for everyone. */
export const isCached = (path: PagePath): boolean => pageAt(path).render === 'cached'

const isPage = (path: string): path is PagePath => Object.hasOwn(PAGES, path)

const pageAt = (path: PagePath): Page => PAGES[path]
