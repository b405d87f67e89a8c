import { expect, test } from 'vitest'
import { languageCookie, languageCookieHeader, switchedLanguage } from './language.ts'

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
  expect(switchedLanguage(path, new URLSearchParams(query))?.location).toBe(location)
})

test('sets the same cookie as a header as with Next', () => {
  const { name, value, maxAge } = languageCookie('he')
  expect(languageCookieHeader('he')).toBe(
    `${name}=${value}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; SameSite=Lax`,
  )
})
