import { expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import { fakeSite, ticket } from './fake-services.ts'
import { accountOf, isAccountOf, linkOf } from './ticket.ts'

const site = fakeSite()
const later = { ...ticket, token: 'another token' }
const stranger = { ...ticket, subject: 'another customer' }

test('a link is known by what it holds, and tells nothing of it', () => {
  expect(linkOf(site, ticket)).toMatch(/^[\w-]{43}$/)
  expect(linkOf(site, { ...ticket, email: null })).toBe(linkOf(site, ticket))
  const links = [ticket, later, stranger].map((own) => linkOf(site, own))
  expect(new Set(links).size).toBe(3)
})

test('an account is the same for each ticket of a customer, and no link', () => {
  expect(accountOf(site, later)).toBe(accountOf(site, ticket))
  expect(accountOf(site, stranger)).not.toBe(accountOf(site, ticket))
  expect(accountOf(site, ticket)).not.toBe(linkOf(site, ticket))
})

test('a form is of the account that it was made for, also when the secret is replaced meanwhile', () => {
  const [older, newer] = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
  const sealed = (...secrets: (Uint8Array | undefined)[]) =>
    fakeSite(
      {},
      {
        sealer: createSealer(
          secrets.flatMap((one) => one ?? []),
          'sessionm',
        ),
      },
    )
  const account = accountOf(sealed(older), ticket)
  expect(isAccountOf(sealed(newer, older), account, later)).toBe(true)
  expect(isAccountOf(sealed(newer, older), account, stranger)).toBe(false)
  expect(isAccountOf(sealed(newer), account, ticket)).toBe(false)
})
