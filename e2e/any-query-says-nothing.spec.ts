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

test('whatever the query of a link is, the landing repeats nothing of it (TK-05)', {
  tag: '@script',
}, async ({ baseURL }) => {
  const open = async (path: string, search: string) => {
    const answer = await fetch(new URL(`${path}?${search}`, baseURL), { redirect: 'manual' })
    const headers = new Map(answer.headers)
    const cookie = headers.get('set-cookie')?.replace(/=[^;]*/, '')
    for (const own of ['date', 'set-cookie', 'x-request-id']) headers.delete(own)
    const all = JSON.stringify([...answer.headers])
    expect(all).not.toContain(CANARY)
    expect(decodeURIComponent(all.replaceAll('%', '%25'))).not.toContain(CANARY)
    const rest = [...headers].filter(([header]) => !/expires/.test(header))
    return {
      status: answer.status,
      cookie: cookie?.replace(/Expires=[^;]*/, ''),
      rest,
      body: await answer.text(),
    }
  }
  const usual = await open('/actions', '')
  expect(usual).toMatchObject({ status: 303, body: '' })
  expect(new Map(usual.rest).get('location')).toBe('/change-password/expired')

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/actions', '/actions/', '/change_password'),
      query,
      async (path, search) => {
        expect(await open(path, search)).toEqual(usual)
      },
    ),
    { numRuns: 200 },
  )
})
