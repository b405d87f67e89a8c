import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLink } from './form.ts'
import { startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld('sessionm')
})
afterAll(() => world?.end())

const ask = (path: string, own: RequestInit = {}) =>
  fetch(`${world.server.url}${path}`, { redirect: 'manual', ...own })

const html = { accept: 'text/html' }
const PAGES = [
  '/forgot-password',
  '/forgot-password?email=ada@example.com',
  '/forgot-password/sent',
  '/change-password/done',
  '/change-password/expired',
]
const ANSWERS: [status: number, path: string, own?: RequestInit][] = [
  ...PAGES.map((path): [number, string] => [200, path]),
  [307, '/'],
  [307, '/change-password'],
  [303, '/actions?action=resetPwd&customerId=1&token=2'],
  [303, '/change_password/?username=a&token=b'],
  [302, '/.well-known/change-password'],
  [404, '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200'],
  [404, '/no/such/page'],
  [404, '/en/forgot-password'],
  [404, '/_next/image?url=%2Flogo&w=64&q=75'],
  [404, '/_next/static/chunks/none.js'],
  [404, '/logo'],
  [200, '/favicon.ico'],
  [200, '/healthz'],
  [200, '/readyz'],
  [403, '/forgot-password', { method: 'POST', headers: html }],
  [405, '/forgot-password', { method: 'DELETE' }],
  [405, '/forgot-password/sent', { method: 'POST', headers: html }],
  [405, '/actions', { method: 'OPTIONS' }],
  [405, '/one-time-password-token-notification'],
  [
    404,
    '/one-time-password-token-notification',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  ],
]

describe.each(ANSWERS)('%i %s', (status, path, own) => {
  let answer: Response
  beforeAll(async () => {
    answer = await ask(path, own)
  })
  const header = (name: string) => answer.headers.get(name)

  test('is what it is expected to be (WK-01, WK-02, AP-02, NX-07)', () => {
    expect(answer.status).toBe(status)
  })

  test('keeps to https and to itself (HD-01, HD-04, HD-09)', () => {
    expect(header('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('cross-origin-opener-policy')).toBe('same-origin')
    expect(header('cross-origin-resource-policy')).toBe('same-origin')
    expect(header('permissions-policy')).toContain('camera=()')
    expect(header('x-powered-by')).toBeNull()
    expect(header('server')).toBeNull()
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
  })

  test('lets nothing run but what is ours, and nobody frame it (HD-02)', () => {
    const policy = header('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    if (header('content-type')?.startsWith('text/html')) {
      expect(policy).toMatch(
        /; script-src ('self'( 'sha256-[^']+')+|'nonce-[^']+' 'strict-dynamic'); /,
      )
      expect(policy).toMatch(/; style-src 'self'( 'sha256-[^']+')+; /)
      expect(policy).toContain("; base-uri 'none'; form-action 'self'; ")
    }
  })

  test('is kept nowhere, found by no search engine, and tells no page where it was (HD-05, HD-06, HD-11)', () => {
    expect(header('cache-control')).toContain('no-store')
    expect(header('x-robots-tag')).toContain('noindex')
    const isLanding = /^\/(actions|change_password)\b/.test(path)
    expect(header('referrer-policy')).toBe(isLanding ? 'no-referrer' : 'strict-origin')
  })

  test('says nothing of what is inside (HD-13, AP-01, CF-05)', async () => {
    const text = await answer.clone().text()
    expect(text).not.toMatch(/node_modules|\bat \S+ \(|ECONN|16\.4/i)
    if (status < 400 || header('content-type')?.startsWith('text/')) return
    if (text === '') return
    expect(header('content-type')).toBe('application/problem+json')
    expect(JSON.parse(text)).toEqual({ type: 'about:blank', title: expect.any(String), status })
  })
})

test('a method that is not allowed is told which are (AP-02)', async () => {
  expect((await ask('/actions', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD')
  expect((await ask('/forgot-password', { method: 'PUT' })).headers.get('allow')).toBe(
    'GET, HEAD, POST',
  )
  expect((await ask('/one-time-password-token-notification')).headers.get('allow')).toBe('POST')
})

test('a page that is not to be is a page that leads on (HD-13)', async () => {
  const pages = [
    [403, await ask('/forgot-password', { method: 'POST', headers: html })],
    [405, await ask('/forgot-password/sent', { method: 'POST', headers: html })],
    [404, await ask('/no/such/page')],
  ] as const
  for (const [status, page] of pages) {
    expect(page.status).toBe(status)
    const text = await page.text()
    expect(text).toMatch(/<h1>[^<]+<\/h1>/)
    expect(text).toMatch(/<main[\s\S]*<a [^>]*href="[^"]*"[\s\S]*<\/main>/)
  }
})

test('files of the build are kept for good (HD-06)', async () => {
  const page = await (await ask('/forgot-password')).text()
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? []
  const answer = await ask(script ?? '')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test('a page that is kept is the same for everyone, and one that is made has a nonce of its own (HD-02)', async () => {
  const policy = async (path: string) => (await ask(path)).headers.get('content-security-policy')
  expect(await policy('/forgot-password')).toBe(await policy('/forgot-password'))
  const made = '/forgot-password?email=ada@example.com'
  expect(await policy(made)).not.toBe(await policy(made))
  expect(await (await ask('/forgot-password')).text()).not.toContain('nonce=')
})

test('a link leads on at once, and the page is not rendered where it lands', async () => {
  const { location } = await openLink(world.server.url, `${world.server.url}/actions?token=x`)
  expect(location).toBe('/change-password/expired')
})
