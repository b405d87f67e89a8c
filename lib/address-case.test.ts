import { expect, test } from 'vitest'
import { countedName, lowerCase, plainName, sameAddress } from '#lib/email-address.ts'

test('addresses are the same whatever the case of A to Z', () => {
  expect(sameAddress('John.DOE@Banks.com', 'john.doe@banks.COM')).toBe(true)
  expect(sameAddress('john.doe@banks.com', 'john.doe@banks.co')).toBe(false)
})

test('no character outside of ASCII becomes another one', () => {
  for (let point = 0x80; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point)
    if (lowerCase(character) !== character) expect.unreachable(point.toString(16))
  }
})

/** Spellings of one username that some systems treat as equal. */
const SPELLINGS = [
  'pat@example.com',
  'PAT@Example.com',
  'p\u200bat@example.com',
  'p\u00adat@example.com',
  'p\u034fat@example.com',
  'p\ufe0fat@example.com',
  '\u2066pat@example.com\u2069',
  '\uff50\uff41\uff54@example.com',
  'pat\uff20example.com',
  'pat@example\u3002com',
  'pat@example.com.',
  'pat@example.com. .',
  ' pat@example.com\u00a0',
  '\u{1d429}at@example.com',
]

test('a rate limit key is the same for every spelling of a name (TK-10)', () => {
  expect(new Set(SPELLINGS.map(countedName))).toEqual(new Set(['pat@example.com']))
  expect(countedName('ren\u00e9')).toBe(countedName('RENE\u0301'))
  expect(countedName('ma\u1e9e')).toBe(countedName('MASS'))
  expect(countedName('pat@example.com')).not.toBe(countedName('pa@example.com'))
})

test('a plain name is its own plain form, and so is its rate limit key', () => {
  // No letter beyond these has a case or another form.
  for (let point = 0; point < 0x20000; point += 1) {
    if (point >= 0xd800 && point < 0xe000) continue
    const name = `a${String.fromCodePoint(point)}b`
    const [plain, counted] = [plainName(name), countedName(name)]
    if (plainName(plain) !== plain || countedName(counted) !== counted)
      expect.unreachable(point.toString(16))
  }
})

test('a plain name keeps its letters and their case', () => {
  for (const name of ['John.Doe+x@Example.com', 'j\u00f6rg@b\u00fccher.example', '\u0436\u4e2d_1'])
    expect(plainName(name)).toBe(name)
})
