import { describe, expect, test } from 'vitest'
import type { PasswordRefusal } from '#lib/reset/password-policy.ts'
import { fill } from '#messages/fill.ts'
import { LOCALES } from './locales.ts'
import { messagesFor } from './messages.ts'

const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf)

/** Patterns of bad advice that no text may give. */
const BAD_ADVICE = {
  'hints and security questions': /\bhint\b|\bquestions?\b|maiden|favou?rite|first pet|remind/i,
  'a new password every so often':
    /every \w+ (days|weeks|months)|\d+ (days|weeks|months)|regularly|periodic|password (has |is )?expire|last \w+ passwords/i,
  'kinds of characters':
    /upper.?case|lower.?case|capitals?\b|special character|symbols?\b|punctuation|at least (one|two|\d+) (of|digit|number|letter)|must (contain|include|have)|mix of/i,
} as const

describe.each(LOCALES)('the words in %s', (locale) => {
  const messages = messagesFor(locale)
  const texts = textsOf(messages)

  test.each(Object.entries(BAD_ADVICE))('ask for no %s (PW-09, PW-04)', (_, pattern) => {
    expect(texts.length).toBeGreaterThan(60)
    expect(texts.filter((text) => pattern.test(text))).toEqual([])
  })

  test('give a reason for every password that is refused, and a limit with its number (PW-08, PW-03)', () => {
    const { errors, rules } = messages.changePassword
    const reasons: Record<PasswordRefusal, string> = errors
    expect(new Set(Object.values(reasons)).size).toBe(Object.keys(errors).length)
    const policy = { minLength: 12, maxBytes: 72 }
    for (const text of Object.values(reasons)) expect(fill(text, policy)).not.toMatch(/[{}]/)
    expect(fill(reasons['too-short'], policy)).toMatch(/\b12\b/)
    expect(fill(reasons['too-long'], policy)).toMatch(/\b72\b/)
    expect(fill(rules.length, policy)).toMatch(/\b12\b/)
  })

  test('do not speak of tokens, bytes or Unicode', () => {
    expect(texts.filter((text) => /\b(tokens?|bytes?|unicode|utf)\b/i.test(text))).toEqual([])
  })
})
