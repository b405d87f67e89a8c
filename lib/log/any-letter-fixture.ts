import fc from 'fast-check'

/** Any code point, including lone surrogates. */
export const anyLetter = fc
  .integer({ min: 0, max: 0x10ffff })
  .map((point) => String.fromCodePoint(point))
