import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrastColor, GROUNDS, readableShade } from './contrast-color.ts'

test.each([
  ['#ffffff', '#000000'],
  ['#facc15', '#000000'],
  ['#000000', '#ffffff'],
  ['#1d4ed8', '#ffffff'],
  ['#0F766E', '#ffffff'],
])('the ink on %s is %s', (color, ink) => {
  expect(contrastColor(color)).toBe(ink)
})

/** Computes the contrast, independently of the product. @see WCAG 2.2, relative luminance */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [...Buffer.from(color.slice(1), 'hex')].map((byte) =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((n) => `#${n.toString(16).padStart(6, '0')}`)

test('the text on any colour is black or white, and readable', () => {
  fc.assert(
    fc.property(color, (text) => {
      const ink = contrastColor(text)
      expect(['#ffffff', '#000000']).toContain(ink)
      expect(contrast(text, ink)).toBeGreaterThanOrEqual(4.5)
    }),
    { numRuns: 2000 },
  )
})

test('the text on any grey is readable', () => {
  for (let level = 0; level <= 0xff; level += 1) {
    const grey = `#${level.toString(16).padStart(2, '0').repeat(3)}`
    expect(contrast(grey, contrastColor(grey))).toBeGreaterThanOrEqual(4.5)
  }
})

describe.each(Object.entries(GROUNDS))('a shade for %s mode', (_, ground) => {
  test('contrasts with its ground by 4.5 to 1, whatever the brand (A-10, A11Y-1.4.3)', () => {
    fc.assert(
      fc.property(color, (text) => {
        expect(contrast(readableShade(text, ground), ground)).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 2000 },
    )
  })
})

test('a readable colour is unchanged', () => {
  expect(readableShade('#4338ca', GROUNDS.light)).toBe('#4338ca')
  expect(readableShade('#ffff00', GROUNDS.dark)).toBe('#ffff00')
})
