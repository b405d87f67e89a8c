import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  directionOf,
  isLocale,
  LOCALES,
  languageName,
  languageTag,
  negotiateLocale,
} from './locales.ts'

test.each([
  ['es', 'es'],
  ['pt', 'pt'],
  ['pt-PT,en;q=0.5', 'pt'],
  ['zh-TW', 'zh'],
  ['iw-IL', 'he'],
  ['DE-at', 'de'],
  ['sv, fr;q=0.4, ja;q=0.9', 'ja'],
  ['fr;q=0, de;q=0.1', 'de'],
  ['xx, *;q=0.1', 'en'],
  ['*', 'en'],
  [`${'xx,'.repeat(500)}es`, 'en'],
  ['', 'en'],
  ['constructor, __proto__', 'en'],
  [undefined, 'en'],
])('picks from Accept-Language %j the language %s', (header, locale) => {
  expect(negotiateLocale(header, LOCALES)).toBe(locale)
})

test('picks only a language that the operator offers', () => {
  expect(negotiateLocale('es, fr;q=0.5', ['de', 'fr'])).toBe('fr')
  expect(negotiateLocale('es', ['de', 'fr'])).toBe('de')
})

test('picks an offered language from any header', () => {
  fc.assert(fc.property(fc.string(), (header) => isLocale(negotiateLocale(header, LOCALES))))
})

describe.each(LOCALES)('the language %s', (locale) => {
  test('has a valid tag, a name of its own and a direction', () => {
    expect(Intl.getCanonicalLocales(languageTag(locale))).toEqual([languageTag(locale)])
    const names = LOCALES.map(languageName)
    expect(names.filter((name) => name === languageName(locale))).toHaveLength(1)
    expect(languageName(locale)).not.toBe(locale)
    expect(directionOf(locale)).toBe(/[\u0590-\u06ff]/.test(languageName(locale)) ? 'rtl' : 'ltr')
  })
})
