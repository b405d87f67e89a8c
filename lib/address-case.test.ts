import { expect, test } from 'vitest'
import { lowerCase, sameAddress } from '#lib/address-case.ts'

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
