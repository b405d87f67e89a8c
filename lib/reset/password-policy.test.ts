import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPassword, passwordRules } from './password-policy.ts'

const policy = { minLength: 12, maxBytes: 72 }
const KEY = '\u{1f511}'
const ACUTE = '\u0301'

const check = (password: string, email: string | null = null) =>
  checkPassword(policy, password, email)

test('length is counted in code points (PW-01)', () => {
  expect(check('x'.repeat(11))).toBe('too-short')
  expect(check('x'.repeat(12))).toBeNull()
  expect(check(KEY.repeat(11))).toBe('too-short')
  expect(check(KEY.repeat(12))).toBeNull()
  expect(check(`e${ACUTE}`.repeat(6))).toBeNull()
})

test('size is counted in bytes of UTF-8, and never cut (PW-02, PW-03)', () => {
  expect(check('x'.repeat(72))).toBeNull()
  expect(check('x'.repeat(73))).toBe('too-long')
  expect(check(KEY.repeat(18))).toBeNull()
  expect(check(KEY.repeat(19))).toBe('too-long')
  expect(check('\u00e9'.repeat(37))).toBe('too-long')
})

test('a password of four megabytes costs no time (PW-02)', () => {
  const megabytes = 'x'.repeat(4_000_000)
  const before = process.cpuUsage()
  expect(check(megabytes)).toBe('too-long')
  const { user, system } = process.cpuUsage(before)
  expect(user + system).toBeLessThan(200_000)
})

test('space counts like any other character, at the ends too (PW-04)', () => {
  expect(check(' '.repeat(12))).toBeNull()
  expect(check(' ten chars ')).toBe('too-short')
  expect(check(' 10 chars   ')).toBeNull()
})

test.each([
  'long enough \0',
  'long enough \ud83d',
  '\udd11 long enough',
  '\udd11\ud83d swapped halves',
  'half of it is \ufffd',
])('what does not survive a way through other systems is not taken: %j (PW-05)', (password) => {
  expect(check(password)).toBe('unusable')
})

test('a default of 12 characters and 1024 bytes takes 64 and 128 characters (PW-01, PW-02)', () => {
  const usual = { minLength: 12, maxBytes: 1024 }
  for (const character of ['x', ' ', '\u00e9', KEY])
    for (const length of [12, 64, 128])
      expect(checkPassword(usual, character.repeat(length), null)).toBeNull()
})

test('an empty password is `required`, not `too-short`', () => {
  expect(check('')).toBe('required')
})

test("refuses the customer's own address, in any case", () => {
  expect(check('ada@example.com', 'Ada@Example.com')).toBe('address')
  expect(check('ADA@EXAMPLE.COM', 'Ada@Example.com')).toBe('address')
  for (const space of [' ', '\t', '\u00a0', '\n'])
    expect(check(`${space}ada@example.com${space}`, 'Ada@Example.com')).toBe('address')
  expect(check('ada @example.com', 'Ada@Example.com')).toBeNull()
  expect(check('ada@example.com', null)).toBeNull()
  expect(check('ada@example.com!', 'Ada@Example.com')).toBeNull()
})

test('accepts any text within the bounds (PW-04)', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 12, maxLength: 18 })
    .filter((password) => !/[\0\ufffd]/.test(password))
  fc.assert(fc.property(text, (password) => check(password) === null))
})

describe('the rules for browsers that generate passwords', () => {
  test.each([
    [12, 1024],
    [8, 72],
    [15, 64],
  ])('is what is checked: from %i to %i (AC-04)', (minLength, maxBytes) => {
    const own = { minLength, maxBytes }
    const told = new Map(
      passwordRules(own)
        .split(';')
        .filter(Boolean)
        .map((rule) => rule.split(':').map((part) => part.trim()) as [string, string]),
    )
    expect([...told.keys()]).toEqual(['minlength', 'maxlength', 'allowed'])
    expect(told.get('allowed')).toBe('ascii-printable')
    const [least, most] = [Number(told.get('minlength')), Number(told.get('maxlength'))]
    const made = fc.string({ unit: 'grapheme-ascii', minLength: least, maxLength: most })
    fc.assert(fc.property(made, (password) => checkPassword(own, password, null) === null))
    for (const length of [least, most])
      expect(checkPassword(own, '~'.repeat(length), null)).toBeNull()
    expect(checkPassword(own, '~'.repeat(least - 1), null)).toBe('too-short')
    expect(checkPassword(own, '~'.repeat(most + 1), null)).toBe('too-long')
  })
})
