import { createHash } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { brandStyle, contentSecurityPolicy, inlineHashes } from './csp.ts'
import { TRUSTED_TYPES_SCRIPT } from './trusted-types.ts'

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((line) => line.split(/ (.*)/s).slice(0, 2)))

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a page may run and load only our own files (HD-02)', () => {
  const sources = { scripts: ["'self'", "'sha256-a'"], styles: ["'sha256-b'"] }
  const page = {
    'default-src': "'none'",
    'script-src': "'self' 'sha256-a'",
    'style-src': "'sha256-b'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  expect(directives(contentSecurityPolicy(sources, true))).toEqual({
    ...page,
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default',
  })
  expect(directives(contentSecurityPolicy(sources, false))).toEqual({
    ...page,
    'script-src': "'none'",
  })
})

describe('the default policy of Trusted Types', () => {
  type Rule = 'createHTML' | 'createScript' | 'createScriptURL'
  type Policy = Record<Rule, (text: string) => string | null>
  const policyAt = (origin: string) => {
    const made: Policy[] = []
    const trustedTypes = { createPolicy: (_: string, policy: Policy) => made.push(policy) }
    const location = { origin, toString: () => `${origin}/forgot-password` }
    const document = { currentScript: { text: TRUSTED_TYPES_SCRIPT } }
    const page = { self: { trustedTypes }, trustedTypes, location, document, URL }
    runInNewContext(TRUSTED_TYPES_SCRIPT, page)
    return made[0] ?? expect.fail('no policy')
  }
  const { createHTML, createScript, createScriptURL } = policyAt('https://account.example.com')

  test('lets Next load the files of its build, and nothing else', () => {
    const chunk = '/_next/static/chunks/a.js'
    expect(createScriptURL(chunk)).toBe(chunk)
    for (const url of [
      `https://evil.example${chunk}`,
      `//evil.example${chunk}`,
      `/_next/static/../../logo`,
      'data:text/javascript,alert(1)',
      '/logo',
    ])
      expect(createScriptURL(url), url).toBeNull()
  })

  test('lets React write this script again, which then does not run, and no other', () => {
    expect(createScript(TRUSTED_TYPES_SCRIPT)).toBe(TRUSTED_TYPES_SCRIPT)
    for (const text of ['', 'alert(1)', `${TRUSTED_TYPES_SCRIPT};alert(1)`])
      expect(createScript(text)).toBeNull()
  })

  test('makes no elements of a string but an empty script', () => {
    for (const text of ['', '.a>b{color:red}', '<script></script>'])
      expect(createHTML(text)).toBe(text)
    for (const text of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', 'a<b'])
      expect(createHTML(text)).toBeNull()
  })

  test('has no character that React escapes in a page', () => {
    expect(TRUSTED_TYPES_SCRIPT).not.toMatch(/[<>&"']/)
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
