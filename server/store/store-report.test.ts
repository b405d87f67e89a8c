import { expect, test } from 'vitest'
import { temporaryDatabase } from './database-fixture.ts'
import { openQueues } from './outbox/postgres-outbox.ts'
import { KNOWN, reportStore } from './store-report.ts'

const database = temporaryDatabase()

test('an operator is told of tables, rights, used mails, late jobs and dead letters', async () => {
  const { query } = database()
  const fresh = { canCreate: true, isReadOnly: false, mailsThisHour: 0, oldestDueSeconds: 0 }
  const before = { ...fresh, tables: KNOWN.tables, queues: 0, deadLetters: 0, jobs: [] }
  expect(await reportStore(database())).toEqual(before)

  const boss = await openQueues(database(), () => {})
  for (const queue of ['request', 'request', 'mail', 'dead']) await boss.send(queue, {})
  const late = `update pgboss.job set start_after = now() - interval '10 minutes' where name = 'mail'`
  await query(late)
  const used = 'insert into limits (key, points, expire) values ($1, $2, $3::bigint)'
  const hour = Date.now() + 60_000
  await query(used, ['mails:all', 42, hour])
  await query(used, ['mails:past', 99, 0])
  await query(used, ['addresses:x', 77, hour])

  const report = await reportStore(database())
  await boss.stop({ graceful: false })
  expect(report).toMatchObject({ queues: KNOWN.queues, mailsThisHour: 42, deadLetters: 1 })
  expect(report).toHaveProperty('jobs', [
    { queue: 'mail', state: 'waiting', count: 1 },
    { queue: 'request', state: 'waiting', count: 2 },
  ])
  expect('code' in report ? 0 : report.oldestDueSeconds).toBeGreaterThanOrEqual(600)
})

test('an error of the database is told by its code only', async () => {
  const query = async () => {
    throw Object.assign(new Error('password of reset'), { code: '28P01' })
  }
  expect(await reportStore({ query })).toEqual({ code: '28P01' })
})
