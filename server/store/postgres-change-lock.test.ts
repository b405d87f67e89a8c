import { describe, expect, test } from 'vitest'
import type { ChangeLock, ResetPasswordResult } from '#lib/reset/change-lock.ts'
import {
  changed,
  describeChangeLock,
  fails,
  given,
  gone,
  never,
  newer,
  open,
  refused,
} from '#lib/reset/change-lock-contract.ts'
import { ticket } from '#lib/reset/fake-services.ts'
import { createSealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'
import { secret, temporaryDatabase } from './database-fixture.ts'
import { postgresChangeLock } from './postgres-change-lock.ts'

/** Lease of an attempt, in seconds. */
const LEASE = 90

const database = temporaryDatabase()
let ahead = 0
const sealer = createSealer([secret], 'sessionm', () => new Date(Date.now() + ahead * 1000))

const make = async (): Promise<ChangeLock> => {
  ahead = 0
  await database().query('delete from attempts')
  return postgresChangeLock(database(), sealer)
}

const rows = () => database().query<Record<string, unknown>>('select * from attempts')

/** Ages all rows by slightly more than so many seconds. */
const pass = async (seconds: number) => {
  ahead += seconds
  await database().query(
    `update attempts set expires_at = expires_at - make_interval(secs => $1),
                         settled_at = settled_at - make_interval(secs => $1)`,
    [seconds + 0.001],
  )
}

/** Takes the lease of a link for a process that died. */
const died = (lock: ChangeLock, attempt: string) =>
  new Promise<void>((taken) => {
    void lock.runOnce(open, attempt, () => {
      taken()
      return new Promise<ResetPasswordResult>(() => {})
    })
  })

describeChangeLock({ make, pass })

describe('an attempt whose process has died', () => {
  test('holds the link until its lease ends, and no longer', async () => {
    const lock = await make()
    await died(lock, 'attempt')
    let isMade = false
    const running = lock.runOnce(open, 'another attempt', async () => {
      isMade = true
      return { kind: 'changed' }
    })
    await pass(LEASE - 30)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(isMade).toBe(false)
    await pass(30)
    expect(await running).toEqual({ kind: 'changed' })
  })

  test('leaves the ticket that an earlier one left', async () => {
    const lock = await make()
    await lock.runOnce(open, 'attempt', refused(newer))
    await died(lock, 'another attempt')
    await pass(LEASE)
    expect(await lock.runOnce(open, 'a third attempt', given(newer, changed))).toEqual({
      kind: 'changed',
    })
  })

  test('does not overwrite the attempt that took the link over', async () => {
    const lock = await make()
    const late = Promise.withResolvers<ResetPasswordResult>()
    const taken = Promise.withResolvers<void>()
    const running = lock.runOnce(open, 'attempt', () => {
      taken.resolve()
      return late.promise
    })
    await taken.promise
    await pass(LEASE)
    await died(lock, 'another attempt')
    late.resolve({ kind: 'link-invalid' })
    await running
    expect(await rows()).toMatchObject([{ attempt: 'another attempt', state: 'running' }])
  })
})

test('an attempt that throws releases the link at once, for the same form and for others', async () => {
  await make()
  const asked: string[] = []
  const counting: Database = {
    ...database(),
    query: (text, values) => {
      asked.push(text)
      return database().query(text, values)
    },
  }
  const lock = postgresChangeLock(counting, sealer)
  await expect(lock.runOnce(open, 'attempt', fails)).rejects.toThrow('a bug')
  expect(await lock.runOnce(open, 'attempt', given(ticket, gone))).toEqual({
    kind: 'link-invalid',
  })
  // Each gets the lease at its first try.
  expect(asked.filter((text) => text.startsWith('insert'))).toHaveLength(2)
})

test('another replica gives the same answer to the same form for two seconds', async () => {
  const lock = await make()
  const replica = postgresChangeLock(database(), sealer)
  const result = await lock.runOnce(open, 'attempt', refused(newer))
  expect(await replica.runOnce(open, 'attempt', never)).toEqual(result)
  await pass(2)
  expect(await replica.runOnce(open, 'attempt', given(newer, gone))).toEqual({
    kind: 'link-invalid',
  })
})

test('a stored ticket is not readable', async () => {
  const lock = await make()
  await lock.runOnce(open, 'attempt', refused(newer))
  const [row] = await rows()
  expect(row?.result).toMatch(/^ey/)
  const written = JSON.stringify(row)
  for (const secret of [newer.token, newer.subject, 'Ada', 'password-refused']) {
    expect(written).not.toContain(secret)
  }
})

test('a result is returned even when it cannot be stored', async () => {
  await make()
  const failing: Database = {
    ...database(),
    query: (text, values) =>
      text.startsWith('update')
        ? Promise.reject(new Error('gone'))
        : database().query(text, values),
  }
  const lock = postgresChangeLock(failing, sealer)
  expect(await lock.runOnce(open, 'attempt', changed)).toEqual({ kind: 'changed' })
})
