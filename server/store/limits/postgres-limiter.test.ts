import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { type BudgetedMail, LIMIT_DEFAULTS, LIMITS, limitsWith } from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import { postgresLimiter } from './postgres-limiter.ts'

const database = temporaryDatabase()

/** Creates a limiter, and counts its queries. */
const limiter = () => {
  const queries: string[] = []
  const counting: Database = {
    ...database(),
    query: (text, values) => {
      queries.push(text)
      return database().query(text, values)
    },
  }
  return { limiter: postgresLimiter(counting, sealer), queries }
}

const times = async <T>(count: number, act: () => Promise<T>) => {
  const answers: T[] = []
  for (let time = 0; time < count; time += 1) answers.push(await act())
  return answers
}

const attempt = (key: string, often: number) =>
  times(often, () => limiter().limiter.count('attempts', key))

/** Ages all counters by so many seconds. */
const pass = (seconds: number) =>
  database().query('update limits set expire = expire - $1', [seconds * 1000])

test('attempts are counted by key, and allowed again when their time is over', async () => {
  const { points, seconds } = LIMITS.attempts
  const key = randomUUID()
  const answers = await attempt(key, points + 2)
  expect(answers.slice(0, points)).toEqual(Array(points).fill(null))
  for (const wait of answers.slice(points)) {
    expect(wait).toBeGreaterThan(seconds - 30)
    expect(wait).toBeLessThanOrEqual(seconds)
  }
  expect(await attempt(randomUUID(), 1)).toEqual([null])
  await pass(seconds + 1)
  expect(await attempt(key, 1)).toEqual([null])
})

test('a refund can be used again, on any replica', async () => {
  const key = randomUUID()
  await attempt(key, LIMITS.attempts.points)
  await limiter().limiter.refund('attempts', key)
  expect(await attempt(key, 2)).toEqual([null, expect.any(Number)])
})

test('a client that is blocked costs no more queries', async () => {
  const { limiter: limits, queries } = limiter()
  const key = randomUUID()
  await times(LIMITS.passwords.points + 1, () => limits.countPassword(key))
  const before = queries.length
  const answers = await times(50, () => limits.countPassword(key))
  expect(answers.every((wait) => wait !== null)).toBe(true)
  expect(queries).toHaveLength(before)
})

describe('an address', () => {
  const ask = (address: string, often: number) =>
    times(often, () => limiter().limiter.countAddress(address))

  test('is limited to five requests an hour and ten a day, in one query each', async () => {
    const address = randomUUID()
    const { limiter: limits, queries } = limiter()
    const hour = await times(7, () => limits.countAddress(address))
    expect(hour).toEqual([1, 2, 3, 4, 5, null, null])
    expect(queries).toHaveLength(7)
    await pass(LIMITS.addressHourly.seconds)
    expect(await ask(address, 7)).toEqual([6, 7, 8, 9, 10, null, null])
    await pass(LIMITS.addressHourly.seconds)
    expect(await ask(address, 2)).toEqual([null, null])
    await limiter().limiter.refund('address', address)
    expect(await ask(address, 2)).toEqual([10, null])
    await pass(LIMITS.addressDaily.seconds)
    expect(await ask(address, 1)).toEqual([1])
  })

  test('is counted by itself', async () => {
    const address = randomUUID()
    await ask(address, 6)
    expect(await ask(randomUUID(), 1)).toEqual([1])
  })
})

describe('the mail budget', () => {
  const QUARTER_PAST = Date.parse('2026-03-01T12:15:00Z')
  let time = QUARTER_PAST
  const site = () =>
    postgresLimiter(
      database(),
      sealer,
      limitsWith({ ...LIMIT_DEFAULTS, mailsPerHour: 20 }),
      () => time,
    )
  beforeEach(async () => {
    time = QUARTER_PAST
    await database().query('delete from limits')
  })

  test('keeps a part for notices until the hour is over (FR-04)', async () => {
    const limits = site()
    const taken = async (kind: BudgetedMail) => {
      const answers = await times(20, () => limits.takeMail(kind))
      const waits = answers.map(({ waitSeconds }) => waitSeconds).filter((wait) => wait > 0)
      expect(new Set(waits)).toEqual(new Set([45 * 60]))
      return 20 - waits.length
    }
    expect(await taken('reset-link')).toBe(19)
    expect(await taken('password-changed')).toBe(1)
    time += 45 * 60_000
    expect(await limits.takeMail('reset-link')).toEqual({ waitSeconds: 0, warning: null })
  })

  test('warns at 50 and 80 percent and when nothing is left, once an hour each', async () => {
    const limits = site()
    const warnings = async () => {
      const all = await times(25, () => limits.takeMail('password-changed'))
      return all.flatMap(({ warning }, nth) => (warning ? [[nth + 1, warning]] : []))
    }
    const once = [
      [10, 50],
      [16, 80],
      [21, 'used-up'],
    ]
    expect(await warnings()).toEqual(once)
    await times(12, () => limits.refund('mails', 'all'))
    const again = await times(15, () => limits.takeMail('password-changed'))
    expect(again.filter(({ warning }) => warning)).toEqual([])
    time += 45 * 60_000
    expect(await warnings()).toEqual(once)
  })
})

test('the database does not show which clients were counted', async () => {
  const { limiter: limits } = limiter()
  await limits.countAddress('somebody@example.com')
  await limits.admit('192.0.2.7', 'somebody@example.com')
  await limits.countPassword('192.0.2.7')
  const written = JSON.stringify(await database().query('select * from limits'))
  for (const word of ['somebody', 'example', '192.0', 'all']) expect(written).not.toContain(word)
})

test('a failure of the database is rethrown instead of reported as a limit', async () => {
  const failing: Database = { ...database(), query: () => Promise.reject(new Error('gone')) }
  const limits = postgresLimiter(failing, sealer)
  await expect(limits.countPassword('x')).rejects.toThrow('gone')
  await expect(limits.admit('192.0.2.7', 'x')).rejects.toThrow('gone')
})

test('an address that a client was refused is refused again, on any replica', async () => {
  const limits = limitsWith({ ...LIMIT_DEFAULTS, addressesPerClient: 1 })
  const replicas = [1, 2].map(() => postgresLimiter(database(), sealer, limits))
  await replicas[0]?.admit('198.51.100.7', 'one@x.example')
  for (const replica of replicas) {
    const answer = await replica.admit('198.51.100.7', 'two@x.example')
    expect(answer).toMatchObject({ kind: 'refused', limit: 'addresses' })
  }
})
