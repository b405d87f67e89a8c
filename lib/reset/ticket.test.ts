import { expect, test } from 'vitest'
import { fakeSite, ticket } from './fake-site.ts'
import { accountOf, linkOf } from './ticket.ts'

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
