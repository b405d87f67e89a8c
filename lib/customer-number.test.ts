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

test('reads the numbers that it writes, and refuses other forms', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const number = readCustomerNumber(typed) ?? '000-000-000'
      return /^\d{3}-\d{3}-\d{3}$/.test(number) && readCustomerNumber(number) === number
    }),
  )
})
