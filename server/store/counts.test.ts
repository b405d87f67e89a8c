import { beforeEach, describe, expect, test } from 'vitest'
import { bufferedCounts } from './counts.ts'
import type { Query } from './database.ts'
import { temporaryDatabase } from './database-fixture.ts'

const database = temporaryDatabase()
const NOON = Date.parse('2026-03-01T12:34:56Z')
const day = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') }
const accepted = { name: 'requests', labels: { outcome: 'accepted' } } as const
const mailed = { name: 'request_to_mail', labels: {} } as const

let time = NOON
beforeEach(async () => {
  time = NOON
  await database().query('delete from counts')
})

/** True if the database fails. */
let isDown = false
const query: Query = async (...statement) => {
  if (isDown) throw new Error('down')
  return database().query(...statement)
}
const process_ = () => bufferedCounts(query, () => time)

describe('counts', () => {
  test('are summed by hour, name and labels, over all processes', async () => {
    const [one, other] = [process_(), process_()]
    for (const each of [one, one, other]) each.count(accepted)
    one.count({ name: 'requests', labels: { outcome: 'sent' } })
    time += 3_600_000
    one.count(accepted)
    await Promise.all([one.flush(), other.flush()])
    expect(await one.read(day)).toMatchObject([
      { hour: new Date('2026-03-01T12:00:00Z'), labels: { outcome: 'accepted' }, count: 3 },
      { hour: new Date('2026-03-01T12:00:00Z'), labels: { outcome: 'sent' }, count: 1 },
      { hour: new Date('2026-03-01T13:00:00Z'), labels: { outcome: 'accepted' }, count: 1 },
    ])
    const hour = { from: new Date('2026-03-01T12:00:00Z'), to: new Date('2026-03-01T13:00:00Z') }
    expect(await one.read(hour)).toHaveLength(2)
  })

  test('of durations fill the bucket of the next bound, and one for all beyond', async () => {
    const counts = process_()
    for (const seconds of [1, 1.5, 5000]) counts.time(mailed, seconds)
    await counts.flush()
    counts.time(mailed, 2)
    await counts.flush()
    expect(await counts.read(day)).toEqual([
      {
        hour: new Date('2026-03-01T12:00:00Z'),
        ...{ ...mailed, count: 4, seconds: 5004.5 },
        buckets: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      },
    ])
  })

  test('are written later if a write fails, and cause no write if there are none', async () => {
    const counts = process_()
    counts.count(accepted)
    isDown = true
    await expect(counts.flush()).rejects.toThrow('down')
    isDown = false
    counts.count(accepted)
    await counts.flush()
    isDown = true
    await counts.flush()
    isDown = false
    expect(await counts.read(day)).toMatchObject([{ count: 2 }])
  })
})
