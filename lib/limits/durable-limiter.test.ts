import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Database } from '#lib/store/database.ts'
import { sealer, temporaryDatabase } from '#lib/store/database-fixture.ts'
import { durableLimiter } from './durable-limiter.ts'
import { LIMITS, type Limiter, type LimitName } from './limits.ts'

const database = temporaryDatabase()

/** A limiter, and how many queries it took. */
const limiter = () => {
  const queries: string[] = []
  const counting: Database = {
    ...database(),
    query: (text, values) => {
      queries.push(text)
      return database().query(text, values)
    },
  }
  return { limiter: durableLimiter(counting, sealer), queries }
}

const count = async (limits: Limiter, name: LimitName, key: string, times: number) => {
  const answers: (number | null)[] = []
  for (let time = 0; time < times; time += 1) answers.push(await limits.count(name, key))
  return answers
}

/** So much as if it had been counted long ago. */
const pass = (seconds: number) =>
  database().query('update limits set expire = expire - $1', [seconds * 1000])

/** Those small enough to be used up one by one. */
const small = Object.entries(LIMITS)
  .map(([name, limit]) => ({ name: name as LimitName, ...limit }))
  .filter(({ points }) => points < 100)

describe.each(small)('of $name', ({ name, points, seconds }) => {
  test(`${points} are allowed in ${seconds} seconds, and then none`, async () => {
    const key = randomUUID()
    const { limiter: limits } = limiter()
    const answers = await count(limits, name, key, points + 2)
    expect(answers.slice(0, points)).toEqual(Array(points).fill(null))
    for (const wait of answers.slice(points)) {
      expect(wait).toBeGreaterThan(seconds - 30)
      expect(wait).toBeLessThanOrEqual(seconds)
    }
  })

  test('another one is counted by itself', async () => {
    const { limiter: limits } = limiter()
    await count(limits, name, randomUUID(), points + 1)
    expect(await limits.count(name, randomUUID())).toBeNull()
  })

  test('they are allowed again when the time is over', async () => {
    const key = randomUUID()
    await count(limiter().limiter, name, key, points + 1)
    expect(await limiter().limiter.count(name, key)).not.toBeNull()
    await pass(seconds + 1)
    expect(await limiter().limiter.count(name, key)).toBeNull()
  })
})

test('what is given back can be used again, on any replica', async () => {
  const key = randomUUID()
  await count(limiter().limiter, 'attempts', key, LIMITS.attempts.points)
  await limiter().limiter.giveBack('attempts', key)
  expect(await count(limiter().limiter, 'attempts', key, 2)).toEqual([null, expect.any(Number)])
})

test('of mails, ten thousand are allowed in an hour', async () => {
  const { limiter: limits } = limiter()
  expect(await limits.count('mails', 'all')).toBeNull()
  await database().query("update limits set points = 9999 where key like 'mails:%'")
  expect(await limits.count('mails', 'all')).toBeNull()
  expect(await limits.count('mails', 'all')).toBeGreaterThan(3500)
})

test('one key has a count for each limit', async () => {
  const { limiter: limits } = limiter()
  const key = randomUUID()
  await count(limits, 'addressHourly', key, LIMITS.addressHourly.points + 1)
  expect(await limits.count('addressDaily', key)).toBeNull()
})

test('replicas count together', async () => {
  const key = randomUUID()
  const replicas = [limiter().limiter, limiter().limiter, limiter().limiter]
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, turn) => replicas[turn % 3]?.count('attempts', key)),
  )
  expect(answers.filter((wait) => wait === null)).toHaveLength(LIMITS.attempts.points)
})

test('who is blocked costs no more queries', async () => {
  const { limiter: limits, queries } = limiter()
  const key = randomUUID()
  await count(limits, 'requests', key, LIMITS.requests.points + 1)
  const before = queries.length
  const answers = await count(limits, 'requests', key, 50)
  expect(answers.every((wait) => wait !== null)).toBe(true)
  expect(queries).toHaveLength(before)
})

test('nobody can read in the database who was counted', async () => {
  const { limiter: limits } = limiter()
  await limits.count('addressHourly', 'somebody@example.com')
  await limits.count('requests', '192.0.2.7')
  const written = JSON.stringify(await database().query('select * from limits'))
  for (const word of ['somebody', 'example', '192.0.2.7']) expect(written).not.toContain(word)
})

test('a database that fails is no limit that is reached', async () => {
  const failing: Database = { ...database(), query: () => Promise.reject(new Error('gone')) }
  await expect(durableLimiter(failing, sealer).count('requests', 'x')).rejects.toThrow('gone')
})
