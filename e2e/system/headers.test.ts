import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProblem } from '#server/http/responses-fixture.ts'
import { ANSWERS, OTHER_ACTIONS_URL, TYPES } from './answers.ts'
import { openLink } from './form.ts'
import { leadsTo } from './raw-form.ts'
import { startTestEnvironment } from './test-environment.ts'

const NODE_OPTIONS = `--import=${process.cwd()}/e2e/system/preload/fail-page.mjs`
const environment = await startTestEnvironment('sessionm', {
  env: () => ({ NODE_OPTIONS, OTHER_ACTIONS_URL }),
})
afterAll(() => environment.end())

const ask = (path: string, own: RequestInit = {}) =>
  fetch(`${environment.server.url}${path}`, { redirect: 'manual', ...own })

describe.each(ANSWERS)('%i %s: %s', (status, kind, what, askFor, location = null) => {
  let answer: Response
  beforeAll(async () => {
    answer = await askFor(environment)
  })
  const header = (name: string) => answer.headers.get(name)

  const destination = () => leadsTo(answer)?.replace(environment.siteUrl, '') ?? null

  test('has the expected status, type and target (WK-01, WK-02, AP-02, NX-07)', async () => {
    expect([answer.status, header('content-type')?.split(';')[0] ?? null, destination()]).toEqual([
      status,
      TYPES[kind],
      location,
    ])
    expect((await answer.clone().text()) === '').toBe(kind === 'none')
  })

  test('has the security headers, and names no software (HD-01, HD-04, HD-09)', () => {
    expect(header('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('cross-origin-opener-policy')).toBe('same-origin')
    expect(header('cross-origin-resource-policy')).toBe('same-origin')
    expect(header('permissions-policy')).toContain('camera=()')
    expect(header('x-powered-by')).toBeNull()
    expect(header('x-middleware-rewrite')).toBeNull()
    expect(header('server')).toBeNull()
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
  })

  test('runs only our own scripts, and cannot be framed (HD-02)', () => {
    const policy = header('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    if (kind === 'html') {
      expect(policy).toMatch(
        /; script-src ('self'( 'sha256-[^']+')+|'nonce-[^']+' 'strict-dynamic' 'sha256-[^']+'); /,
      )
      expect(policy).toMatch(/; style-src 'self'( 'sha256-[^']+')+; /)
      expect(policy).toContain("; base-uri 'none'; form-action 'self'; ")
    }
  })

  test('has the right caching, no indexing, and no path in referrers (HD-05, HD-06, HD-11)', () => {
    const kept = kind === 'script' ? 'public, max-age=31536000, immutable' : 'no-store'
    expect(header('cache-control')).toContain(kept)
    expect(header('x-robots-tag')).toContain('noindex')
    const isLanding = /\/(actions|change_password)\b/.test(what)
    expect(header('referrer-policy')).toBe(isLanding ? 'no-referrer' : 'strict-origin')
  })

  test('shows no internals, and a page has a next step (HD-13, AP-01, CF-05)', async () => {
    const text = await answer.clone().text()
    // Next's own script is public, so it may name itself.
    if (kind !== 'script') expect(text).not.toMatch(/node_modules|canary|\bat \S+ \(|ECONN|16\.4/i)
    if (kind === 'problem') await expectProblem(answer.clone(), status)
    // Next renders the page of a 500 by JavaScript.
    if (kind !== 'html' || status < 400 || status === 500) return
    expect(text).toMatch(/<h1>[^<]+<\/h1>/)
    expect(text).toMatch(/<main[\s\S]*<a [^>]*href="[^"]*"[\s\S]*<\/main>/)
  })
})

test('an answer to a wrong method lists the allowed ones (AP-02)', async () => {
  expect((await ask('/actions', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD')
  expect((await ask('/forgot-password', { method: 'PUT' })).headers.get('allow')).toBe(
    'GET, HEAD, POST',
  )
  expect((await ask('/one-time-password-token-notification')).headers.get('allow')).toBe('POST')
})

test('a cached page has one policy for everyone, and a rendered answer has its own nonce (HD-02)', async () => {
  const policy = async (path: string) => (await ask(path)).headers.get('content-security-policy')
  expect(await policy('/forgot-password')).toBe(await policy('/forgot-password'))
  expect(await policy('/change-password')).not.toBe(await policy('/change-password'))
  expect(await (await ask('/forgot-password')).text()).not.toContain('nonce=')
})

test('a link redirects at once, without rendering a page', async () => {
  const { location } = await openLink(
    environment.server.url,
    `${environment.server.url}/actions?token=x`,
  )
  expect(location).toBe('/change-password/expired')
})
