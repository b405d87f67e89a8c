import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAddress } from '#lib/email-address.ts'
import type { Flow } from '#server/http/cookies.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import { cookieOf } from './sealed.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const PRELOAD = `--import=${process.cwd()}/e2e/system/preload/know-self-request.mjs`

let environment: TestEnvironment
beforeAll(async () => {
  environment = await startTestEnvironment('sessionm', { env: () => ({ NODE_OPTIONS: PRELOAD }) })
})
afterAll(() => environment?.end())

const HOSTILE = [...'&\'"<>$\\`{}%+=!/', 'é', '𝒳', '\u0301', '$&', '</script>', '<!--', 'a', '0']

const addresses = fc
  .array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 7 })
  .map((letters) => `${letters.join('').slice(0, 60)}@example.com`)

/** Returns a page as it is served, and as Next renders it for the same visitor. */
async function both(path: string, inner: string, flow: Flow | null) {
  const headers: Record<string, string> = flow ? { cookie: await cookieOf('sessionm', flow) } : {}
  const get = async (target: string, own = {}) =>
    (await fetch(`${environment.siteUrl}${target}`, { headers: { ...headers, ...own } })).text()
  const rendered = await get(`/en${inner}`, { 'x-inside': 'test' })
  // Next repeats the query in its data; the filled page leaves it out.
  return [await get(path), rendered.replaceAll(/\?email=[^"\\]*/g, '')]
}

/** Finds the first difference of two pages, which are too long to print. */
function difference(one = '', other = ''): [string, string] | null {
  if (one === other) return null
  let start = 0
  while (one[start] === other[start]) start += 1
  return [one.slice(start - 40, start + 40), other.slice(start - 40, start + 40)]
}

const NOW = new Date()

const ticketOf = (email: string | null) => ({ subject: `id of ${email}`, token: 'x', email })
const link = 'a link'

test.each<[string, (email: string) => [string, string, Flow | null]]>([
  [
    '/forgot-password?email=',
    (email) => {
      const query = `?${new URLSearchParams({ email })}`
      return [`/forgot-password${query}`, `/forgot-password/prefilled${query}`, null]
    },
  ],
  [
    '/change-password',
    (email) => {
      const flow = { kind: 'open', ticket: ticketOf(email), link } as const
      return ['/change-password', '/change-password', flow]
    },
  ],
  [
    '/forgot-password/sent',
    (email) => ['/forgot-password/sent', '/forgot-password/sent', sentFlow(email, NOW, false)],
  ],
  [
    '/forgot-password/invited',
    (email) => {
      const flow = { kind: 'invited', email, cause: 'a cause' } as const
      return ['/forgot-password/invited', '/forgot-password/invited', flow]
    },
  ],
  [
    '/forgot-password/change',
    (email) => ['/forgot-password/change', '/forgot-password/change', sentFlow(email, NOW, false)],
  ],
  [
    '/change-password/expired',
    (email) => {
      const flow = { kind: 'invalid-link', reason: 'expired', email } as const
      return ['/change-password/expired', '/change-password/expired', flow]
    },
  ],
])('%s is filled as Next renders it, for any address', async (path, visit) => {
  await fc.assert(
    fc.asyncProperty(addresses, async (email) => {
      // Next renders the page of an invalid link whose address we could not send to.
      if (path === '/change-password/expired') fc.pre(checkAddress(email) === null)
      const [served, rendered] = await both(...visit(email))
      expect(difference(served, rendered)).toBeNull()
    }),
    { numRuns: 40 },
  )
})

test.each<[string, Flow | null]>([
  ['/change-password', { kind: 'open', ticket: ticketOf(null), link }],
  ['/forgot-password/invited', null],
  ['/change-password/expired', null],
  ['/change-password/expired', { kind: 'done', attempt: 'one', email: 'ada@example.com' }],
  ['/change-password/done', { kind: 'done', attempt: 'one', email: 'ada@example.com' }],
  ['/change-password/done', { kind: 'done', attempt: 'one', email: null }],
  ['/forgot-password/sent', sentFlow('ada@gmail.com', NOW, false)],
  ['/change-password/expired', { kind: 'invalid-link', reason: 'used', email: null }],
])('%s is filled as Next renders it for %j', async (path, flow) => {
  const [served, rendered] = await both(path, path, flow)
  expect(difference(served, rendered)).toBeNull()
})
