import { isLocale, type Locale, languageTag, localeOf, negotiateLocale } from '#messages/locales.ts'
import { readCookie } from './cookies.ts'
import { matchRoute } from './routes.ts'

/** The cookie with the language that a customer chose, or that their link was written in. */
export const LANGUAGE_COOKIE = '__Host-language'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The header with the language of a request. Only `sanitize-request.ts` sets it. */
export const LANGUAGE_HEADER = 'x-language'

/** The header with the language prefix of the address, such as `/es`, or empty. Set in the same place. */
export const BASE_HEADER = 'x-base-path'

type Requested = {
  readonly path: string
  readonly cookies: string | undefined
  readonly acceptLanguage: string | undefined
}

/**
 * Finds the language of a request: the one in the address, else that of the cookie, else the one that the
 * browser prefers. Only pages have addresses with a language. One that is not offered any more counts as no
 * language.
 */
export function languageOf(
  { path, cookies, acceptLanguage }: Requested,
  offered: readonly [Locale, ...Locale[]],
): { locale: Locale; base: string; path: string } {
  const [, code = '', rest = ''] = /^\/([a-z]{2})(\/.*|$)/.exec(path) ?? []
  const isPrefix = isLocale(code) && isPage(rest)
  const left = isPrefix ? rest || '/' : path
  const prefix = isPrefix && offered.find((locale) => locale === code)
  if (prefix) return { locale: prefix, base: `/${prefix}`, path: left }
  const chosen = readCookie(cookies, LANGUAGE_COOKIE)
  const known = offered.find((locale) => locale === chosen)
  return { locale: known ?? negotiateLocale(acceptLanguage, offered), base: '', path: left }
}

/** Checks whether a path leads to a page, or from the root to one. */
const isPage = (path: string): boolean =>
  ['', '/'].includes(path) || matchRoute(path)?.kind === 'page'

/** Reads the language that the sanitizer has found. */
export const localeIn = (headers: Headers): Locale => localeOf(headers.get(LANGUAGE_HEADER) ?? '')

/** Builds the `Set-Cookie` header that keeps a language for later requests. */
export const languageCookie = (locale: Locale): string =>
  `${LANGUAGE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; Secure; HttpOnly; SameSite=Lax`

/** Lists the headers of a page in a language. The same address has other languages for other customers. */
export const languageHeaders = (locale: Locale) => ({
  'Content-Language': languageTag(locale),
  Vary: 'Accept-Encoding, Accept-Language, Cookie',
})

/**
 * Finds where the language menu leads: it adds `lang` to the address of the page.
 * @returns null without an offered language in the query
 */
export function switchedLanguage(
  path: string,
  query: URLSearchParams,
  offered: readonly [Locale, ...Locale[]],
) {
  const code = offered.find((locale) => locale === query.get('lang'))
  if (!code) return null
  const others = new URLSearchParams([...query].filter(([name]) => name !== 'lang'))
  const search = others.size > 0 ? `?${others}` : ''
  return { locale: code, location: `/${code}${path}${search}` }
}
