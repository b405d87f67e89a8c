import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import { blocklist } from './blocklist.ts'

const isBlocked = blocklist(['Marlow Rewards', 'account.marlow-rewards.example'])

const ada: ResetTicket = {
  subject: '5a55555f5322df550b555501',
  token: 'a token',
  email: 'Ada.Lovelace1815+shop@Analytical.example',
}
const nobody: ResetTicket = { ...ada, email: null }

describe('refuses a password that consists', () => {
  test.each([
    'Marlow Rewards',
    'marlowrewards',
    'MARLOW-REWARDS-2026!',
    '2026 marlow rewards',
    '...Marlow1234567',
    'marlowmarlow',
    'rewards, rewards, rewards',
    'account.marlow-rewards.example',
  ])('of the name of the company or of its site: %j (PW-06)', async (password) => {
    expect(await isBlocked(password, nobody)).toBe('names')
  })

  test.each([
    'ada.lovelace1815+shop@analytical.example',
    ' ADA.LOVELACE1815+SHOP@ANALYTICAL.EXAMPLE ',
    'ada.lovelace1815',
    'Lovelace1815!',
    'adalovelace-1815-1852',
    'lovelace ada 99',
    'analytical2026',
    'adaadaadaada',
    'ada@marlow-rewards!1',
  ])("of the customer's own address: %j (PW-06)", async (password) => {
    expect(await isBlocked(password, ada)).toBe('names')
    expect(await isBlocked(password, nobody)).not.toBe('names')
  })

  test("of the customer's id (PW-06)", async () => {
    expect(await isBlocked(ada.subject, nobody)).toBe('names')
    expect(await isBlocked(`${ada.subject.toUpperCase()}!`, nobody)).toBe('names')
  })

  test("of the number in the customer's address (PW-06)", async () => {
    const phone: ResetTicket = { ...ada, email: '13812345678@mail.example' }
    expect(await isBlocked('+13812345678000', phone)).toBe('names')
    expect(await isBlocked('839204715261', phone)).toBeNull()
  })

  test('of a common password (PW-06)', async () => {
    expect(await isBlocked('PasswordPassword', ada)).toBe('common')
  })
})

describe('accepts a password', () => {
  test.each([
    'marlow sells good shoes',
    'my marlow rewards are mine',
    'lovelace wrote programs',
    'marlowx123456',
    'adam and madam 77',
    '839204715261',
    '\u0430da.lovelac\u0435 7',
    '\u{1f511}\u{1f511}\u{1f6aa}\u{1f3e0} \u{1f511}\u{1f512}\u{1f6aa}\u{1f3e0}',
  ])('that contains a name, or none: %j (PW-04)', async (password) => {
    expect(await isBlocked(password, ada)).toBeNull()
  })

  test('if the names are too short, or have no letters (PW-04)', async () => {
    const odd = blocklist(['', 'A', '\u00a0', '!!!', '7'])
    const short: ResetTicket = { subject: 'x', token: 'a token', email: 'b@c.io' }
    for (const password of ['a83920184757', 'b12b93c84a71x', '750382910471', '!!! . !!! . ...'])
      expect(await odd(password, short)).toBeNull()
  })

  test('that contains a part of an id (PW-04)', async () => {
    const subject = '0f9b3c1a-d7ee-11e8-8c6e-0abcd2c3d4e5'
    expect(await isBlocked('abcd83920471', { ...nobody, subject })).toBeNull()
    expect(await isBlocked(subject, { ...nobody, subject })).toBe('names')
  })

  test('if it has one word besides the names (PW-04)', async () => {
    const words = fc.array(fc.constantFrom('marlow', 'Ada', 'lovelace', '1815', ' ', '-', '!'))
    await fc.assert(
      fc.asyncProperty(words, words, async (before, after) => {
        const password = [...before, 'quay', ...after].join('')
        expect(await isBlocked(password, ada)).toBeNull()
      }),
    )
  })

  test('of any length, without delay', async () => {
    for (const text of ['marlow', '1', 'ada1', 'am', '\u0301'])
      expect(await isBlocked(`${text.repeat(1024)}quay`.slice(-1024), ada)).toBeNull()
  })
})
