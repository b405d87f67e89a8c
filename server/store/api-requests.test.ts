import { expect, test } from 'vitest'
import { postgresApiRequests } from './api-requests.ts'
import { rotatedSealer, sealer, temporaryDatabase } from './database-fixture.ts'

const database = temporaryDatabase()
const requests = (own = sealer) => postgresApiRequests(database(), own)
const request = { kind: 'invitation', body: '["invitation","ada@example.com",null]' }

test('knows a request by its API key and idempotency key, also after a rotation of SITE_SECRET (AP-05)', async () => {
  const first = await requests().findOrAdd('crm', 'one', request)
  expect(first).toMatchObject({ isOther: false, isSettled: false, isBusy: false })
  await requests().settle(first.cause)
  const again = { cause: first.cause, isOther: false, isSettled: true, isBusy: false }
  expect(await requests().findOrAdd('crm', 'one', request)).toEqual(again)
  expect(await requests(rotatedSealer).findOrAdd('crm', 'one', request)).toEqual(again)
  const other = { ...request, body: 'another' }
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
  expect(found.filter(({ isBusy }) => !isBusy)).toHaveLength(1)
})

test('lets another call handle a request that was released, or whose process has ended', async () => {
  const ask = (body = request) => requests().findOrAdd('crm', 'released', body)
  const { cause } = await ask()
  expect(await ask()).toMatchObject({ isBusy: true })
  await requests().release(cause)
  expect(await ask({ ...request, body: 'another' })).toMatchObject({ isOther: true })
  expect(await ask()).toMatchObject({ cause, isBusy: false })
  expect(await ask()).toMatchObject({ isBusy: true })
  await database().query("update api_requests set leased_until = now() - interval '1 second'")
  expect(await ask()).toMatchObject({ isBusy: false })
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
