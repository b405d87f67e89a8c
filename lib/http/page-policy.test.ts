import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { brandStyle, pagePolicy } from './page-policy.ts'

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((line) => line.split(/ (.*)/s).slice(0, 2)))

test('a page may run what carries the nonce, and the one style that is written into it', () => {
  const hash = createHash('sha256').update(brandStyle('#1f4fd8')).digest('base64')
  expect(directives(pagePolicy('the-nonce', '#1f4fd8'))).toEqual({
    'default-src': "'none'",
    'script-src': "'nonce-the-nonce' 'strict-dynamic'",
    'style-src': `'self' 'sha256-${hash}'`,
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
})

test('the style of a brand is its colour and the ink on it', () => {
  expect(brandStyle('#facc15')).toBe(':root{--brand:#facc15;--on-brand:#000000}')
})
