import { expect, test } from 'vitest'
import { sealer, temporaryDatabase } from './database-fixture.ts'
import { postgresLanguages } from './postgres-languages.ts'

const database = temporaryDatabase()

test('keeps the newest language of a customer until it expires, and no address', async () => {
  const languages = postgresLanguages(database(), sealer)
  await languages.remember('ada@example.com', 'fr', 60)
  await languages.remember('ada@example.com', 'ar', 60)
  await languages.remember('late@example.com', 'de', -1)
  expect(await languages.find('ada@example.com')).toBe('ar')
  expect(await languages.find('late@example.com')).toBeNull()
  expect(await languages.find('grace@example.com')).toBeNull()
  const rows = await database().query('select * from languages')
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain('example.com')
})
