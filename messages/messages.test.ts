import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { LOCALES } from './locales.ts'
import { duration, messagesFor } from './messages.ts'

test.each([
  [1, '1 minute'],
  [10, '10 minutes'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [90, '90 minutes'],
  [360, '6 hours'],
])('%i minutes are said as %s', (minutes, words) => {
  expect(duration(minutes, 'en')).toBe(words)
})

test.each([
  [1, 'pl', '1 minutę'],
  [2, 'pl', '2 minuty'],
  [5, 'pl', '5 minut'],
  [60, 'ar', 'ساعة واحدة'],
  [2, 'ar', 'دقيقتين'],
  [10, 'ar', '10 دقائق'],
  [59, 'ar', '59 دقيقة'],
  [120, 'he', 'שעתיים'],
  [60, 'hi', '1 घंटे'],
])('%i minutes are said in %s as %s', (minutes, locale, words) => {
  expect(duration(minutes, locale)).toBe(words)
})

test('an unknown language gets the first one', () => {
  const [first] = LOCALES
  for (const locale of ['xx', '', 'constructor', '__proto__'])
    expect(messagesFor(locale)).toBe(messagesFor(first))
})

test('no text promises to sign a customer out elsewhere, which no upstream does (TK-14)', () => {
  for (const locale of LOCALES) {
    expect(messagesFor(locale).done.devices).not.toBe('')
    expect(JSON.stringify(messagesFor(locale))).not.toMatch(
      /((is|are|was|were|been|have|has|will be|automatically) (sign|log)(ed)[- ]out)|we (sign|log) (you )?out/i,
    )
  }
  for (const name of UPSTREAM_NAMES) {
    expect(readFileSync(`upstreams/${name}/README.md`, 'utf8')).toContain(
      '**Signed in elsewhere**: ',
    )
  }
})
