import { expect, test } from 'vitest'
import { rotatedSealer, sealer, temporaryDatabase } from './database-fixture.ts'
import { postgresPendingRequests } from './postgres-pending-requests.ts'

const database = temporaryDatabase()
const askedAt = new Date('2026-03-01T12:00:00Z')

test('keeps the newest request of a customer until it expires, and no address (LG-06)', async () => {
  const pending = postgresPendingRequests(database(), sealer)
  const names = ['ada@example.com', 'customer-1']
  await pending.remember(names, { locale: 'fr', cause: 'cause-1', askedAt }, 60)
  await pending.remember(names, { locale: 'ar', cause: 'cause-2', askedAt }, 60)
  await pending.remember(['late@example.com'], { locale: 'de' }, -1)
  for (const name of names) {
    expect(await pending.find(name)).toEqual({ locale: 'ar', cause: 'cause-2', askedAt })
  }
  expect(await pending.find('late@example.com')).toBeNull()
  expect(await pending.find('grace@example.com')).toBeNull()
  const rows = await database().query('select * from languages')
  expect(rows).toHaveLength(3)
  expect(JSON.stringify(rows)).not.toMatch(/example\.com|customer-1/)
})

test('reads the row of an older version, which has only the language', async () => {
  const pending = postgresPendingRequests(database(), sealer)
  const key = sealer.keyedHash('language', 'old@example.com')
  await database().query(
    "insert into languages (username, locale, expires_at) values ($1, 'pl', now() + interval '1 hour')",
    [key],
  )
  expect(await pending.find('old@example.com')).toEqual({ locale: 'pl' })
})

test('finds a request after SITE_SECRET was replaced (TK-04)', async () => {
  const request = { locale: 'fr', cause: 'before', askedAt }
  await postgresPendingRequests(database(), sealer).remember(['lin@example.com'], request, 60)
  const pending = postgresPendingRequests(database(), rotatedSealer)
  expect(await pending.find('lin@example.com')).toEqual(request)
})
