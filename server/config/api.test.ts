import { expect, test } from 'vitest'
import { hashOfKey } from './api.ts'
import { complaints, configWith, environments } from './config-fixture.ts'

const KEY = 'Zm9vYmFyLWZvb2Jhci1mb29iYXItZm9vYmFy'
const OTHER = 'another-key.of_more~than/32+characters=='

test('reads names, keys and rights, and keeps only the hashes of keys (AP-03)', () => {
  const { api } = configWith({ API_KEYS: `crm:${KEY}:see-accounts, desk:${OTHER}` })
  expect(api.keys).toEqual([
    { name: 'crm', hash: hashOfKey(KEY), maySeeAccounts: true },
    { name: 'desk', hash: hashOfKey(OTHER), maySeeAccounts: false },
  ])
  expect(JSON.stringify(api)).not.toContain(KEY)
})

const FORM = 'must be name:key or name:key:see-accounts, with keys of 32 characters or more'
const ONCE = 'must have each name and each key once'

test.each([
  [`crm:${KEY.slice(0, 31)}`, FORM],
  [KEY, FORM],
  [`CRM:${KEY}`, FORM],
  [`crm:${KEY}:everything`, FORM],
  [`crm:${KEY},`, FORM],
  [`crm:${KEY} ${OTHER}`, FORM],
  [`crm:${KEY},crm:${OTHER}`, ONCE],
  [`crm:${KEY},desk:${KEY}`, ONCE],
])('refuses the keys %j, and does not repeat them', (value, reason) => {
  const faults = complaints({ ...environments.sessionm, API_KEYS: value })
  expect(faults).toEqual([`API_KEYS ${reason}`])
})
