import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCustomerNumber } from './customer-number.ts'

test.each([
  ['123-456-789', '123-456-789'],
  [' 123456789\n', '123-456-789'],
  ['123 456 789', '123-456-789'],
  ['123\u2013456\u2013789', '123-456-789'],
  ['\uff11\uff12\uff13-456-789', '123-456-789'],
  ['\u0661\u0662\u0663 456 789\u200f', '123-456-789'],
  ['000.000.000', '000-000-000'],
  ['12-3456-789', null],
  ['123-456-78', null],
  ['123-456-7890', null],
  ['123-456-789@example.com', null],
  ['', null],
])('reads %j as the customer number %s', (typed, number) => {
  expect(readCustomerNumber(typed)).toBe(number)
})

const digits = (minLength: number, maxLength: number) =>
  fc.stringMatching(new RegExp(`^\\d{${minLength},${maxLength}}$`))
const separator = fc.constantFrom('', '-', ' ', '.', '\u2013')

test('reads three groups of three digits, whatever separates them', () => {
  fc.assert(
    fc.property(digits(9, 9), separator, separator, (nine, first, second) => {
      const groups = nine.match(/.{3}/g) ?? []
      const typed = `${groups[0]}${first}${groups[1]}${second}${groups[2]}`
      return readCustomerNumber(typed) === groups.join('-')
    }),
  )
})

test('reads no other count of digits', () => {
  const others = fc.oneof(digits(0, 8), digits(10, 20))
  fc.assert(fc.property(others, (typed) => readCustomerNumber(typed) === null))
})
