import { expect, test } from 'vitest'
import { searchFor } from './search.ts'

const SECRET = 'a "secret"/of+mine & yöu'
const search = searchFor([SECRET, 'another one'])

test.each([0, 1, 2, 3, 4, 5])('a secret is found in base64, %i bytes after its beginning', (at) => {
  const text = Buffer.from(`${'x'.repeat(at)}${SECRET} and more`)
  for (const form of ['base64', 'base64url'] as const)
    expect(search(`.${text.toString(form)}.`)).toEqual([SECRET])
})

test.each([
  SECRET,
  JSON.stringify({ text: SECRET }),
  JSON.stringify([JSON.stringify([SECRET])]),
  `https://example.com/?a=${encodeURIComponent(SECRET)}`,
  `a=${encodeURIComponent(encodeURIComponent(SECRET))}`,
  '<b>a &quot;secret&quot;/of+mine &amp; yöu</b>',
  Buffer.from(SECRET).toString('hex'),
])('a secret is found in %s', (text) => {
  expect(search(text)).toEqual([SECRET])
  expect(search(Buffer.from(`${text}, another one`)).sort()).toEqual([SECRET, 'another one'])
})

test.each(['"code":"k7f3zq"', 'token=k7f3zq&x', 'k7f3zq', '\u000fk7f3zq\u0000'])(
  'a code of six is found in %j, and not in a longer word',
  (text) => {
    const searchCode = searchFor(['k7f3zq'])
    expect(searchCode(text)).toEqual(['k7f3zq'])
    expect(searchCode(Buffer.from(`"${text}"`).toString('hex'))).toEqual(['k7f3zq'])
    expect(searchCode(text.replaceAll('k7f3zq', 'ak7f3zq'))).toEqual([])
    expect(searchCode(text.replaceAll('k7f3zq', 'k7f3zq0'))).toEqual([])
  },
)

test('a text without secrets has no match', () => {
  expect(search('a secret of mine, another')).toEqual([])
  expect(search('')).toEqual([])
})
