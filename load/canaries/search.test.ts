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

test('what is no secret is not found', () => {
  expect(search('a secret of mine, another')).toEqual([])
  expect(search('')).toEqual([])
})
