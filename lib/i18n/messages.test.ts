import { expect, test } from 'vitest'
import { duration, LOCALES, messagesFor } from './messages.ts'

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

test('whoever asks for an unknown language gets the first', () => {
  const [first] = LOCALES
  for (const locale of ['xx', '', 'constructor', '__proto__'])
    expect(messagesFor(locale)).toBe(messagesFor(first))
})
