import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryDatabase } from './database-fixture.ts'
import { purgeExpired } from './purge.ts'

const database = temporaryDatabase()

test('progress and counts are deleted after the days that the document says (CF-06)', async () => {
  const table = readFileSync('docs/security.md', 'utf8')
  const days = /\| the progress of each reset .*\| (\d+) days/.exec(table)?.[1]
  expect(table).toMatch(new RegExp(`counts of what happened .*\\| ${days} days`))
  const insert = (age: string) =>
    Promise.all([
      database().query(
        `insert into progress (cause, steps, created_at) values ($1::text, '{}', now() - $1::text::interval)`,
        [age],
      ),
      database().query(
        `insert into counts (hour, name, labels, count, seconds)
         values (now() - $1::text::interval, $1::text, '{}', 1, 0)`,
        [age],
      ),
    ])
  await insert(`${Number(days) - 1} days`)
  await insert(`${Number(days) + 1} days`)
  await purgeExpired(database().query)
  const left = await database().query(
    'select cause from progress union all select name from counts',
  )
  expect(left).toEqual(Array(2).fill({ cause: `${Number(days) - 1} days` }))
})
