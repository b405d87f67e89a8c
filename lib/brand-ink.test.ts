import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inkOn } from './brand-ink.ts'

test.each([
  ['#ffffff', '#0c0a09'],
  ['#facc15', '#0c0a09'],
  ['#000000', '#ffffff'],
  ['#1d4ed8', '#ffffff'],
  ['#0F766E', '#ffffff'],
])('the ink on %s is %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink)
})

test('the ink on any colour is one of two', () => {
  const color = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(fc.property(color, (text) => ['#ffffff', '#0c0a09'].includes(inkOn(text))))
})
