import Negotiator from 'negotiator'

/** Supported languages by their code in addresses and cookies, with their tags for `lang`. */
const TAGS = {
  en: 'en',
  es: 'es',
  fr: 'fr',
  de: 'de',
  it: 'it',
  pt: 'pt-BR',
  nl: 'nl',
  pl: 'pl',
  tr: 'tr',
  ar: 'ar',
  he: 'he',
  ja: 'ja',
  ko: 'ko',
  zh: 'zh-Hans',
  hi: 'hi',
} as const

/** Code of a supported language. */
export type Locale = keyof typeof TAGS

/** All supported languages; the first is the default. */
export const LOCALES = Object.keys(TAGS) as [Locale, ...Locale[]]

/** Checks whether a code is one of our languages. */
export const isLocale = (code: string): code is Locale => Object.hasOwn(TAGS, code)

/** Returns the language with a code, or the default language. */
export const localeOf = (code: string): Locale => (isLocale(code) ? code : LOCALES[0])

/** Builds the value of `lang`. */
export const languageTag = (code: string): string => TAGS[localeOf(code)]

/** Builds the tag for `Intl`, with the digits that the texts have. */
export const intlTag = (code: string): string => `${languageTag(code)}-u-nu-latn`

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set<Locale>(['ar', 'he'])

/** Returns the direction of a language, as the value of `dir`. */
export const directionOf = (code: string): 'rtl' | 'ltr' =>
  RIGHT_TO_LEFT.has(code) ? 'rtl' : 'ltr'

/** Returns the name of a language in that language, as a menu shows it. */
export function languageName(code: Locale): string {
  const tag = TAGS[code]
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? code
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

const MAX_HEADER_LENGTH = 500

/** Outdated codes that browsers still send, each with the current one. */
const OTHER_CODES: Readonly<Record<string, string>> = { iw: 'he' }

/**
 * Picks the offered language that a browser prefers.
 * @param header value of `Accept-Language`
 * @returns the first offered language where the browser names none of them
 * @see RFC 9110, section 12.5.4
 */
export function negotiateLocale(
  header: string | undefined,
  offered: readonly [Locale, ...Locale[]],
): Locale {
  // A browser's header is short; a long one would cost CPU time.
  const headers = { 'accept-language': header?.slice(0, MAX_HEADER_LENGTH) }
  const wanted = new Negotiator({ headers }).languages()
  for (const tag of wanted) {
    const [primary = ''] = tag.toLowerCase().split('-')
    const code = OTHER_CODES[primary] ?? primary
    const found = offered.find((locale) => locale === code)
    if (found) return found
  }
  return offered[0]
}
