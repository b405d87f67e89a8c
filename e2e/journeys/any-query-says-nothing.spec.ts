import fc from 'fast-check'
import { expect, test } from './journey.ts'

const CANARY = 'canary4711'

const value = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('resetPwd', '5a55555f5322df550b555501', 'lprvj4', 'dG9rZW4tdG9rZW4tdG8='),
    fc.constantFrom('//evil.example', '../..', '\r\nX-A: b', '<script>', '%0d%0aX-A:%20b', '\0'),
  )
  .map((text) => text + CANARY)
const name = fc.constantFrom('action', 'customerId', 'token', 'username', 'next', 'token[]', CANARY)
const query = fc
  .tuple(fc.array(fc.tuple(name, value), { maxLength: 5 }), fc.boolean())
  .map(([pairs, isEncoded]) =>
    pairs.map(([key, text]) => `${key}=${isEncoded ? encodeURIComponent(text) : text}`).join('&'),
  )
const path = fc.constantFrom('/actions', '/actions/', '/change_password')

/** Headers that differ in every answer. */
const PASSING = ['date', 'set-cookie', 'x-request-id']

/** Opens the landing. @returns status, target and visible text of its answer */
async function open(url: URL) {
  const answer = await fetch(url, { redirect: 'manual' })
  const all = [...answer.headers].map((field) => field.join(': ')).join('\n')
  const { location, ...others } = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0])
  for (const each of PASSING) delete others[each]
  return { all, location, same: [answer.status, others, cookies, await answer.text()] }
}

test('the landing repeats nothing of any query (TK-05)', {
  tag: '@script',
}, async ({ baseURL }) => {
  const usual = await open(new URL('/actions', baseURL))
  expect(usual.same).toMatchObject([303, {}, ['__Host-reset'], ''])
  const other = await open(new URL('/actions?action=other', baseURL))
  expect(other.same).toEqual(usual.same.with(2, []))

  await fc.assert(
    fc.asyncProperty(path, query, async (landing, search) => {
      const { all, location, same } = await open(new URL(`${landing}?${search}`, baseURL))
      expect(same).toEqual(location === '/other-action' ? other.same : usual.same)
      // Elastic Path's codes are short, so many queries look like one of its links.
      expect(['/change-password', '/change-password/expired', '/other-action']).toContain(location)
      expect(all).not.toContain(CANARY)
    }),
    { numRuns: 200 },
  )
})
