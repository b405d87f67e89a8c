import { expect, test } from 'vitest'
import { LOCALES } from '#messages/locales.ts'
import { switchedLanguage } from './language.ts'

test.each([
  ['/change-password', 'lang=ar', '/ar/change-password'],
  [
    '/forgot-password',
    'email=a%2Bb%40x.example&lang=pt',
    '/pt/forgot-password?email=a%2Bb%40x.example',
  ],
  ['/forgot-password', 'lang=xx', undefined],
  ['/forgot-password', 'lang=//evil.example', undefined],
  ['/forgot-password', 'lang=', undefined],
  ['/forgot-password', '', undefined],
])('switches the language of %s with ?%s to %s', (path, query, location) => {
  expect(switchedLanguage(path, new URLSearchParams(query), LOCALES)?.location).toBe(location)
})

test('switches to no language that the operator does not offer', () => {
  expect(switchedLanguage('/forgot-password', new URLSearchParams('lang=ja'), ['en', 'es'])).toBe(
    null,
  )
})
