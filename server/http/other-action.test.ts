import fc from 'fast-check'
import { expect, test } from 'vitest'
import { otherActionUrl } from './other-action.ts'

const SHOP = 'https://shop.example/actions/'

test.each([
  ['?action=activate&token=a%2Bb&x=%C3%A9', `${SHOP}?action=activate&token=a%2Bb&x=%C3%A9`],
  ['?a=1&a=1&&b', `${SHOP}?a=1&a=1&&b`],
  ['?a=+%20%26amp;', `${SHOP}?a=+%20%26amp;`],
])('appends the query %s unchanged', (search, expected) => {
  expect(otherActionUrl(SHOP, search)).toBe(expected)
})

test("appends the link's query to that of the operator's URL", () => {
  expect(otherActionUrl('https://shop.example/do?from=mail#top', '?action=activate')).toBe(
    'https://shop.example/do?from=mail&action=activate#top',
  )
})

test('no query changes host, path or fragment', () => {
  const part = fc.constantFrom('@evil.example', '//evil.example', '\\', '#', '\r\nLocation: x', '?')
  const search = fc.array(fc.oneof(part, fc.string({ unit: 'binary' }))).map((all) => all.join(''))
  fc.assert(
    fc.property(search, (text) => {
      const { origin, pathname, hash, href } = new URL(otherActionUrl(SHOP, text))
      expect({ origin, pathname, hash }).toEqual({
        origin: 'https://shop.example',
        pathname: '/actions/',
        hash: '',
      })
      expect(href).toMatch(/^[\x21-\x7e]+$/)
    }),
  )
})
