import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'
import { words } from '#lib/words-fixture.ts'
import { isCommon } from './common-passwords.ts'

const listed = dictionary['passwords-common']
const MIN_LENGTH = 12

const longEnough = (passwords: readonly string[]) =>
  passwords.filter((password) => [...password].length >= MIN_LENGTH)

/** Counts the blocked passwords among those that are long enough. */
const refusedOf = async (passwords: readonly string[]) => {
  const answers = await Promise.all(longEnough(passwords).map(isCommon))
  return answers.filter(Boolean).length
}

test('far more than 3,000 passwords of the least length are refused (PW-06)', async () => {
  // Few common passwords are that long, so people extend a shorter one.
  expect(await refusedOf(listed)).toBe(308)
  expect(await refusedOf(listed.map((word) => word.repeat(2)))).toBe(42_692)
  expect(await refusedOf(listed.map((word) => word.repeat(3)))).toBe(49_193)
})

test.each([
  ...words(`
  unbelievable passwordpassword PasswordPassword ADMINISTRATOR 123456123456 xq7xq7xq7xq7
  dragondragondragondragon abcabcabcabc 111111111111 1111111111111 !!!!!!!!!!!!! abcdefghijkl
  zyxwvutsrqponm xyzabcdefghi 12345678901234567890 987654321098 QwertyUiopAsdfgh mnbvcxzlkjhgfdsa`),
  '\u{1f511}'.repeat(12),
])('%j is common (PW-06)', async (password) => {
  expect(await isCommon(password)).toBe(true)
})

describe('a password is not common', () => {
  test.each([
    'seven quiet rivers 7',
    'a password for the shop',
    'password of my own',
    'unbelievable!',
    ' unbelievable',
    'dragon dragon dragon',
    'passwordpasswords',
    'w7kq w7kq w7kq',
    'abcdefghijk1',
    'qwerty under the moon',
    'constructor __proto__',
  ])('for what it contains: %j (PW-04)', async (password) => {
    expect(await isCommon(password)).toBe(false)
  })
})
