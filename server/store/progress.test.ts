import { beforeEach, describe, expect, test } from 'vitest'
import type { Query } from './database.ts'
import { temporaryDatabase } from './database-fixture.ts'
import { bufferedProgress } from './progress.ts'

const database = temporaryDatabase()
const START = Date.parse('2026-03-01T12:00:00Z')
let time = START
beforeEach(async () => {
  time = START
  await database().query('delete from progress')
})

/** True if the database fails. */
let isDown = false
const query: Query = async (...statement) => {
  if (isDown) throw new Error('down')
  return database().query(...statement)
}
const process_ = () => bufferedProgress(query, () => new Date(time))
const at = (seconds: number) => new Date(START + seconds * 1000)

describe('the progress of a reset', () => {
  test('has the first time of each step, from any process', async () => {
    const [one, other] = [process_(), process_()]
    one.record('cause', 'asked')
    await one.flush()
    time += 1000
    other.record('cause', 'opened')
    other.record('another', 'asked')
    time += 1000
    for (const each of [one, other]) each.record('cause', 'opened')
    await other.flush()
    await one.flush()
    expect(await one.find('cause')).toEqual({ asked: at(0), opened: at(1) })
    expect(await one.find('unknown')).toBeNull()
  })

  test('is found before it is written, and after a write that failed', async () => {
    const progress = process_()
    progress.record('cause', 'asked')
    expect(await progress.find('cause')).toEqual({ asked: at(0) })
    isDown = true
    await expect(progress.flush()).rejects.toThrow('down')
    isDown = false
    time += 1000
    for (const step of ['asked', 'mailed'] as const) progress.record('cause', step)
    await progress.flush()
    expect(await process_().find('cause')).toEqual({ asked: at(0), mailed: at(1) })
  })
})
