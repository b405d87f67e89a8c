import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryOutbox } from './memory-outbox.ts'
import type { Job } from './outbox.ts'

const MINUTE = 60_000

const request = (id = 'id'): Job => ({
  kind: 'request',
  id,
  until: new Date(Date.now() + 15 * MINUTE),
  email: 'ada@example.com',
  locale: 'en',
})

const mail = (id = 'id'): Job => ({
  kind: 'mail',
  id,
  until: new Date(Date.now() + 15 * MINUTE),
  mail: { kind: 'password-changed', to: 'ada@example.com', locale: 'en' },
})

/** An outbox whose work fails with these errors, one after the other, and then succeeds. */
const outboxFailing = (...errors: unknown[]) => {
  const started = Date.now()
  const attempts: { id: string; attempt: number; at: number }[] = []
  const givenUp: Job[] = []
  const outbox = memoryOutbox(
    async ({ id }, attempt) => {
      attempts.push({ id, attempt, at: Date.now() - started })
      const error = errors.shift()
      if (error) throw error
    },
    (job) => givenUp.push(job),
  )
  return { outbox, attempts, givenUp }
}

const failures = (count: number) => Array.from({ length: count }, () => new Error('down'))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a job', () => {
  test('is worked only after whoever brings it has been answered', async () => {
    const { outbox, attempts } = outboxFailing()
    await outbox.add(request())
    expect(attempts).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toMatchObject([{ id: 'id', attempt: 1 }])
  })

  test('whose id is known is dropped, at once and within the hour', async () => {
    const { outbox, attempts } = outboxFailing()
    await Promise.all([outbox.add(request()), outbox.add(request()), outbox.add(request('other'))])
    await vi.advanceTimersByTimeAsync(59 * MINUTE)
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(attempts.map(({ id }) => id)).toEqual(['id', 'other'])
  })

  test('of another kind is another job', async () => {
    const { outbox, attempts } = outboxFailing()
    await outbox.add(request())
    await outbox.add(mail())
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(2)
  })
})

describe('a job that fails', () => {
  test('is tried again after pauses that grow to a minute at most, and then left alone', async () => {
    const { outbox, attempts, givenUp } = outboxFailing(...failures(12))
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(14 * MINUTE)
    expect(attempts.map(({ attempt }) => attempt)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    ])
    const pauses = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0))
    for (const [index, pause] of pauses.entries()) {
      const longest = Math.min(500 * 2 ** index, MINUTE)
      expect(pause).toBeGreaterThanOrEqual(longest / 2)
      expect(pause).toBeLessThanOrEqual(longest + 1)
    }
    expect(givenUp).toEqual([])
  })

  test('waits as long as it is asked to', async () => {
    const busy = Object.assign(new Error('busy'), { retryAfter: 90 })
    const { outbox, attempts } = outboxFailing(busy)
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(89_000)
    expect(attempts).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(attempts).toHaveLength(2)
  })

  test('does not wait less for being asked to: "at once" is no way out of an outage', async () => {
    const busy = Array.from({ length: 1000 }, () =>
      Object.assign(new Error('busy'), { retryAfter: 0 }),
    )
    const { outbox, attempts } = outboxFailing(...busy)
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(attempts.length).toBeLessThan(12)
  })

  test.each([null, undefined])('waits as usual when it is told %s', async (wait) => {
    const error = Object.assign(new Error('busy'), { retryAfter: wait })
    const { outbox, attempts } = outboxFailing(error)
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(501)
    expect(attempts).toHaveLength(2)
  })

  test('is given up, once, when nobody can use the result any more', async () => {
    const { outbox, attempts, givenUp } = outboxFailing(...failures(1000))
    const job = request()
    await outbox.add(job)
    await vi.advanceTimersByTimeAsync(20 * MINUTE)
    expect(givenUp).toEqual([job])
    expect(attempts.at(-1)?.at).toBeLessThanOrEqual(15 * MINUTE)
    expect(attempts.at(-1)?.at).toBeGreaterThan(13 * MINUTE)
  })

  test('is given up at once when it is asked to wait for longer than that', async () => {
    const busy = Object.assign(new Error('busy'), { retryAfter: 16 * 60 })
    const { outbox, givenUp } = outboxFailing(busy)
    await outbox.add(request())
    await vi.advanceTimersByTimeAsync(1)
    expect(givenUp).toHaveLength(1)
  })

  test('holds up no other', async () => {
    const { outbox, attempts } = outboxFailing(new Error('down'))
    await outbox.add(request('first'))
    await outbox.add(request('second'))
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts.map(({ id }) => id)).toEqual(['first', 'second'])
  })
})
