import { expect, test } from 'vitest'
import { likelyDomain, MAILBOXES, mailboxIn, mailboxOf } from './mailboxes.ts'

test('finds the mailbox of an address at a big provider, and of no other', () => {
  expect(mailboxIn('ada@GMail.com')).toBe('gmail')
  expect(mailboxIn('ada@yahoo.co.jp')).toBe('yahoo-japan')
  for (const other of ['ada@example.com', 'ada@gmail.com.example', 'ada@constructor'])
    expect(mailboxIn(other)).toBeNull()
  for (const id of MAILBOXES) expect(new URL(mailboxOf(id).url).protocol).toBe('https:')
})

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['outlok.com', 'outlook.com'],
  ['yaho.com', 'yahoo.com'],
  ['gmailcom', 'gmail.com'],
])('takes %s for a slip of %s', (typed, meant) => {
  expect(likelyDomain(`ada@${typed}`)).toBe(meant)
})

test.each(['gmail.com', 'mail.com', 'email.com', 'ymail.com', 'example.com', 'wep.de', 'gmx.com'])(
  'suggests nothing for %s',
  (domain) => {
    expect(likelyDomain(`ada@${domain}`)).toBeNull()
  },
)
