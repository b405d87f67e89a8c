import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { brandStyle, inlineHashes, pagePolicy } from './csp.ts'

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((line) => line.split(/ (.*)/s).slice(0, 2)))

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a page may run and load only our own files (HD-02)', () => {
  const sources = { scripts: ["'self'", "'sha256-a'"], styles: ["'sha256-b'"] }
  expect(directives(pagePolicy(sources))).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'sha256-a'",
    'style-src': "'sha256-b'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
})

test('a cached page lists each hash of its inline scripts and styles once', () => {
  const html = `<style data-href="a.css">a{}</style><script>one()</script><script src="/a.js" async=""></script>
    <link rel="preload" as="script"/><script id="x">two(
    )</script><script>one()</script><noscript>three</noscript>`
  expect(inlineHashes(html)).toEqual({
    scripts: ["'self'", hash('one()'), hash('two(\n    )')],
    styles: ["'self'", hash('a{}')],
  })
})

test('the style of a brand is its colour and the ink on it', () => {
  expect(brandStyle('#facc15')).toBe(
    ':root{--brand:#facc15;--on-brand:#000000;--accent:#7d660b}' +
      '@media(prefers-color-scheme:dark){:root{--accent:#facc15}}',
  )
})
