import { expect, test } from 'vitest'
import { isSameOrigin } from './request-source.ts'

const SITE = 'https://account.example.com'
const check = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), SITE)

test.each<Record<string, string>>([
  { origin: SITE },
  { origin: SITE, 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-origin' },
  { origin: 'null', 'sec-fetch-site': 'same-origin' },
])('a form of ours comes with %j', (headers) => {
  expect(check(headers)).toBe(true)
})

test.each<Record<string, string>>([
  {},
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'same-site' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { origin: 'null', 'sec-fetch-site': 'none' },
  { origin: 'null', 'sec-fetch-site': 'same-origin, cross-site' },
  { origin: 'null, null', 'sec-fetch-site': 'same-origin' },
  { origin: '' },
  { origin: 'https://evil.example' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
  { origin: 'http://account.example.com' },
  { origin: 'https://account.example.com:8443' },
  { origin: 'https://account.example.com.evil.example' },
  { origin: 'http://[' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { referer: `${SITE}/forgot-password` },
])('nobody else is believed: %j', (headers) => {
  expect(check(headers)).toBe(false)
})
