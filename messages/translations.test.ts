import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale, languageTag } from './locales.ts'
import { messagesFor, moment } from './messages.ts'
import { replacePlurals } from './plural.ts'

/** Lists the texts of a language by the path of their keys. */
const textsOf = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`))

const english = new Map(textsOf(messagesFor('en')))
const others = LOCALES.slice(1)

const placeholders = (text = '') => {
  const names = replacePlurals(text, ({ name }) => `{${name}}`).match(/\{\w+\}/g)
  return [...(names ?? [])].sort()
}

/** Replaces plurals by all their forms. */
const withForms = (text: string) =>
  replacePlurals(text, ({ forms }) => [...forms.values()].join(' '))

describe.each(LOCALES)('the texts in %s', (locale) => {
  test('have the plural forms of the language, and no stray brace', () => {
    const { pluralCategories } = new Intl.PluralRules(languageTag(locale)).resolvedOptions()
    const categories: unknown[] = []
    for (const [, text] of textsOf(messagesFor(locale))) {
      const rest = replacePlurals(text, ({ forms }) => {
        categories.push([...forms.keys()].sort())
        return ''
      })
      expect(rest.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/)
    }
    expect(categories.length).toBeGreaterThan(3)
    for (const each of categories) expect(each).toEqual([...pluralCategories].sort())
  })

  test('name the page of the form as its title does', () => {
    const { forgotPassword, mail } = messagesFor(locale)
    for (const text of [mail.resetLink.why, mail.noAccount.why, mail.noAccount.lead])
      expect(text).toContain(forgotPassword.title)
  })
})

test('the French texts keep a mark on the line of its word', () => {
  const loose = textsOf(messagesFor('fr')).filter(([, text]) =>
    /[ \u00A0][?!:;»]|«[ \u00A0]/.test(text),
  )
  expect(loose).toEqual([])
})

/** Words that stay as they are in every language. */
const NAMES =
  /\{\w+\}|\b(Google|Apple|Safari|Chrome|Firefox|https|example\.com|cookies?|emoji|spam|Caps Lock)\b/gi

/** Scripts of the languages that are not written in Latin letters. */
const SCRIPTS: Partial<Record<Locale, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  zh: /\p{Script=Han}/u,
}

describe.each(others)('the texts in %s', (locale) => {
  const texts = textsOf(messagesFor(locale))

  test('have the keys of the English ones, in their order, and as many hints', () => {
    expect(texts.map(([path]) => path)).toEqual([...english.keys()])
  })

  test('have the placeholders of the English ones', () => {
    const wrong = texts.filter(
      ([path, text]) => String(placeholders(text)) !== String(placeholders(english.get(path))),
    )
    expect(wrong).toEqual([])
  })

  test('are translated, every one', () => {
    const words = /\b(the|your|this|that|you|with|from|not|again)\b/i
    const script = SCRIPTS[locale]
    const left = texts.filter(([path, text]) => {
      const own = withForms(text).replace(NAMES, '')
      if (script) return /[a-z]{2,}/i.test(own) || !script.test(text)
      return text === english.get(path) || words.test(own)
    })
    expect(left.filter(([, text]) => !ALIKE.has(text))).toEqual([])
  })

  test('have times of their language', () => {
    expect(moment(new Date(0), locale)).not.toBe(moment(new Date(0), 'en'))
  })
})

/** Texts that are the same in English and in another language. */
const ALIKE = new Set(['Privacy', 'Account', 'Code', 'Error: {title}'])
