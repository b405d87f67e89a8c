import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPassword } from './password-policy.ts'

const policy = { minLength: 12, maxBytes: 72 }
const KEY = '\u{1f511}'
const ACUTE = '\u0301'

const check = (password: string, email: string | null = null) =>
  checkPassword(policy, password, email)

test('length is counted in code points', () => {
  expect(check('x'.repeat(11))).toBe('too-short')
  expect(check('x'.repeat(12))).toBeNull()
  expect(check(KEY.repeat(11))).toBe('too-short')
  expect(check(KEY.repeat(12))).toBeNull()
  expect(check(`e${ACUTE}`.repeat(6))).toBeNull()
})

test('size is counted in bytes of UTF-8, and never cut', () => {
  expect(check('x'.repeat(72))).toBeNull()
  expect(check('x'.repeat(73))).toBe('too-long')
  expect(check(KEY.repeat(18))).toBeNull()
  expect(check(KEY.repeat(19))).toBe('too-long')
  expect(check('\u00e9'.repeat(37))).toBe('too-long')
})

test('four megabytes are refused in no time', () => {
  const started = performance.now()
  expect(check('x'.repeat(4_000_000))).toBe('too-long')
  expect(performance.now() - started).toBeLessThan(200)
})

test('space counts like any other character, at the ends too', () => {
  expect(check(' '.repeat(12))).toBeNull()
  expect(check(' ten chars ')).toBe('too-short')
  expect(check(' 10 chars   ')).toBeNull()
})

test.each([
  'long enough \0',
  'long enough \ud83d',
  '\udd11 long enough',
  '\udd11\ud83d swapped halves',
])('what does not survive a way through other systems is not taken: %j', (password) => {
  expect(check(password)).toBe('unusable')
})

test('nothing at all is something else than too little', () => {
  expect(check('')).toBe('required')
})

test("the customer's own address makes no password, in whatever case", () => {
  expect(check('ada@example.com', 'Ada@Example.com')).toBe('address')
  expect(check('ADA@EXAMPLE.COM', 'Ada@Example.com')).toBe('address')
  for (const space of [' ', '\t', '\u00a0', '\n'])
    expect(check(`${space}ada@example.com${space}`, 'Ada@Example.com')).toBe('address')
  expect(check('ada @example.com', 'Ada@Example.com')).toBeNull()
  expect(check('ada@example.com', null)).toBeNull()
  expect(check('ada@example.com!', 'Ada@Example.com')).toBeNull()
})

test('any text in bounds makes a password, whatever is in it', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 12, maxLength: 18 })
    .filter((password) => !password.includes('\0'))
  fc.assert(fc.property(text, (password) => check(password) === null))
})
