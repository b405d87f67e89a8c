import fc from 'fast-check'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const LETTERS = LOWER + LOWER.toUpperCase()
const DIGITS = '0123456789'

/** Alphabets of tokens. */
export const ALPHABETS = {
  digits: DIGITS,
  lowerHex: '0123456789abcdef',
  upperHex: '0123456789ABCDEF',
  alphanumeric: LETTERS + DIGITS,
  base64: `${LETTERS + DIGITS}+/`,
  base64url: `${LETTERS + DIGITS}-_`,
} as const

/** Makes tokens of an alphabet. Many contain text that looks like quoted-printable, often at their start. */
export const tokens = (alphabet: string, { least = 16, most = 64 } = {}) =>
  fc
    .tuple(
      fc.constantFrom('', '', '3D', '3D3D', '2E'),
      fc.string({ unit: fc.constantFrom(...alphabet), minLength: least - 4, maxLength: most - 8 }),
      fc.constantFrom('', '3D'),
    )
    .map((parts) => parts.join(''))
    .filter(
      (text) => text.length >= least && [...text].every((letter) => alphabet.includes(letter)),
    )
