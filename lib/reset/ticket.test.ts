import { expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import { fakeServices, ticket } from './fake-services.ts'
import { accountOf, isAccountOf, linkHashOf } from './ticket.ts'

const services = fakeServices()
const later = { ...ticket, token: 'another token' }
const stranger = { ...ticket, subject: 'another customer' }

test('the hash of a link is made of its customer and token', () => {
  expect(linkHashOf(services, ticket)).toMatch(/^[\w-]{43}$/)
  expect(linkHashOf(services, { ...ticket, email: null })).toBe(linkHashOf(services, ticket))
  const links = [ticket, later, stranger].map((own) => linkHashOf(services, own))
  expect(new Set(links).size).toBe(3)
})

test('all tickets of a customer have one account hash, which is not that of a link', () => {
  expect(accountOf(services, later)).toBe(accountOf(services, ticket))
  expect(accountOf(services, stranger)).not.toBe(accountOf(services, ticket))
  expect(accountOf(services, ticket)).not.toBe(linkHashOf(services, ticket))
})

test('a form belongs to its account, also after a rotation of the secret', () => {
  const [older, newer] = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
  const sealed = (...secrets: (Uint8Array | undefined)[]) =>
    fakeServices(
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
