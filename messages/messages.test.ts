import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
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

test('an unknown language gets the first one', () => {
  const [first] = LOCALES
  for (const locale of ['xx', '', 'constructor', '__proto__'])
    expect(messagesFor(locale)).toBe(messagesFor(first))
})

test('no word promises what no upstream does, to sign a customer out elsewhere, and the last page says so (TK-14)', () => {
  for (const locale of LOCALES) {
    const { done, ...others } = messagesFor(locale)
    const { devices, ...rest } = done
    expect(devices).not.toBe('')
    expect(JSON.stringify([others, rest])).not.toMatch(/(sign|log)(ed)?[- ]out|other devices/i)
  }
  for (const name of UPSTREAM_NAMES) {
    expect(readFileSync(`upstreams/${name}/README.md`, 'utf8')).toContain(
      '**Signed in elsewhere**: ',
    )
    expect(upstreams[name].endsSessions).toBe(false)
  }
})
