import { expect, test } from 'vitest'
import { checkLink, queryOf } from './pasted-link.ts'

const QUERY = '?action=resetPwd&customerId=7&token=a%2Bb+c=='

test.each([
  `https://account.example.com/actions${QUERY}`,
  ` https://account.example.com/actions/${QUERY}\n`,
  `<https://account.example.com/actions${QUERY}>`,
  `https://account.example.com/actions${QUERY}#top`,
  `https://account.example.com/act\r\n ions${QUERY.slice(0, 20)}\r\n${QUERY.slice(20)}`,
  `Choose a new password: https://account.example.com/actions${QUERY}`,
])('a pasted link is read as its query, byte for byte: %j', (pasted) => {
  expect(queryOf(pasted)).toBe(QUERY)
  expect(checkLink(pasted)).toBeNull()
})

test.each([
  ['', 'required'],
  [' \n', 'required'],
  ['https://account.example.com/forgot-password', 'no-link'],
  ['K7QF2A', 'no-link'],
  ['https://account.example.com/actions?', 'no-link'],
])('a text that is no link of a mail is refused: %j is %s', (pasted, code) => {
  expect(checkLink(pasted)).toBe(code)
})
