import { expect, test } from 'vitest'
import { postgresApiRequests } from './api-requests.ts'
import { rotatedSealer, sealer, temporaryDatabase } from './database-fixture.ts'

const database = temporaryDatabase()
const requests = (own = sealer) => postgresApiRequests(database(), own)
const request = { kind: 'invitation', body: '["invitation","ada@example.com",null]' }

test('knows a request by its API key and idempotency key, also after a rotation of SITE_SECRET (AP-05)', async () => {
  const first = await requests().findOrAdd('crm', 'one', request)
  expect(first).toMatchObject({ isOther: false, isNew: true, isSettled: false })
  expect(first.lease).not.toBeNull()
  await requests().settle(first.cause)
  const again = { cause: first.cause, isOther: false, isNew: false, isSettled: true, lease: null }
  expect(await requests().findOrAdd('crm', 'one', request)).toEqual(again)
  expect(await requests(rotatedSealer).findOrAdd('crm', 'one', request)).toEqual(again)
  expect(await requests().findOrAdd('crm', 'one', other)).toEqual({ ...again, isOther: true })
  for (const [name, key] of [
    ['desk', 'one'],
    ['crm', 'two'],
  ] as const) {
    expect((await requests().findOrAdd(name, key, request)).cause).not.toBe(first.cause)
  }
})

test('gives calls at the same time one cause, and lets one of them handle it', async () => {
  const ask = () => requests().findOrAdd('crm', 'at-once', request)
  const found = await Promise.all(Array.from({ length: 5 }, ask))
  expect(new Set(found.map(({ cause }) => cause)).size).toBe(1)
  expect(found.filter(({ lease }) => lease)).toHaveLength(1)
})

const other = { ...request, body: 'another' }

/** Finds a request whose lease the caller gets. */
async function leased(key: string, body = request) {
  const { lease } = await requests().findOrAdd('crm', key, body)
  return lease ?? expect.fail('the request is busy or settled')
}

test('lets another call handle a request that was released, or whose process has ended', async () => {
  const ask = (body = request) => requests().findOrAdd('crm', 'released', body)
  const first = await leased('released')
  expect(await ask()).toMatchObject({ lease: null })
  await requests().release(first)
  expect(await ask(other)).toMatchObject({ isOther: true, lease: null })
  const second = await leased('released')
  expect(second.cause).toBe(first.cause)
  await database().query("update api_requests set leased_until = now() - interval '1 second'")
  await leased('released')
})

test('ignores a lease that another call has taken over', async () => {
  const first = await leased('taken-over')
  await database().query("update api_requests set leased_until = now() - interval '1 second'")
  await leased('taken-over')
  await requests().release(first)
  await requests().forget(first)
  expect(await requests().findOrAdd('crm', 'taken-over', request)).toMatchObject({
    cause: first.cause,
    lease: null,
  })
})

test('takes another body for a request that was forgotten', async () => {
  const first = await leased('forgotten')
  await requests().forget(first)
  expect((await leased('forgotten', other)).cause).not.toBe(first.cause)
})

test('finds the kind and the time of a settled request by its cause', async () => {
  const { cause } = await requests().findOrAdd('crm', 'found', request)
  expect(await requests().find(cause)).toBeNull()
  await requests().settle(cause)
  expect(await requests().find(cause)).toEqual({
    kind: 'invitation',
    acceptedAt: expect.any(Date),
  })
})

test('stores no address and no key in the clear (TK-12)', async () => {
  const rows = await database().query('select * from api_requests')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toMatch(/ada|example|crm|at-once/)
})
