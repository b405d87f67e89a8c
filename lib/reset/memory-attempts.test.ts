import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ResetTicket } from '#lib/upstream/upstream.ts'
import type { ResetPasswordResult } from './attempts.ts'
import { ticket } from './fake-site.ts'
import { memoryAttempts } from './memory-attempts.ts'
import type { OpenLink } from './ticket.ts'

const open: OpenLink = { ticket, link: 'link' }
const other: OpenLink = { ticket, link: 'another link' }
const newer: ResetTicket = { ...ticket, token: 'a newer token' }
const newest: ResetTicket = { ...ticket, token: 'the newest token' }

const changed = async (): Promise<ResetPasswordResult> => ({ kind: 'changed' })
const gone = async (): Promise<ResetPasswordResult> => ({ kind: 'link-invalid' })
const refused = (retry: ResetTicket) => async (): Promise<ResetPasswordResult> => ({
  kind: 'password-refused',
  reason: 'refused',
  retry,
})
const never = async () => expect.fail('the change was made again')
const fails = () => Promise.reject(new Error('a bug'))

/** Fails unless the change is made with this ticket. */
const given = (expected: ResetTicket, change: () => Promise<ResetPasswordResult>) => {
  return (own: ResetTicket) => {
    expect(own).toEqual(expected)
    return change()
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a link', () => {
  test('is untried until something was made of it', async () => {
    const attempts = memoryAttempts()
    expect(await attempts.find('link')).toEqual({ kind: 'untried' })
    await attempts.run(open, 'attempt', gone)
    expect(await attempts.find('link')).toEqual({ kind: 'untried' })
  })

  test('is used from the moment that its change has worked, and no other is', async () => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', changed)
    expect(await attempts.find('link')).toEqual({ kind: 'used' })
    expect(await attempts.find('another link')).toEqual({ kind: 'untried' })
    expect(await attempts.run(other, 'attempt', gone)).toEqual({ kind: 'link-invalid' })
  })

  test.each<ResetPasswordResult>([
    { kind: 'password-refused', reason: 'refused', retry: newer },
    { kind: 'unconfirmed', retry: newer },
    { kind: 'unavailable', retry: newer },
  ])('is tried after it was $kind, and goes on with the ticket that was left', async (result) => {
    const attempts = memoryAttempts()
    expect(await attempts.run(open, 'attempt', async () => result)).toEqual(result)
    expect(await attempts.find('link')).toEqual({ kind: 'tried', ticket: newer })
    await attempts.run(open, 'attempt', given(newer, refused(newest)))
    expect(await attempts.find('link')).toEqual({ kind: 'tried', ticket: newest })
    await attempts.run(open, 'another attempt', given(newest, changed))
    expect(await attempts.find('link')).toEqual({ kind: 'used' })
  })

  test('keeps its newer ticket when a later attempt leaves none', async () => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', refused(newer))
    await expect(attempts.run(open, 'attempt', fails)).rejects.toThrow('a bug')
    expect(await attempts.find('link')).toEqual({ kind: 'tried', ticket: newer })
    await attempts.run(open, 'attempt', gone)
    expect(await attempts.find('link')).toEqual({ kind: 'tried', ticket: newer })
  })

  test('is found as it was while a change is on its way: no page waits for that', async () => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', refused(newer))
    const change = Promise.withResolvers<ResetPasswordResult>()
    const running = attempts.run(open, 'another attempt', () => change.promise)
    expect(await attempts.find('link')).toEqual({ kind: 'tried', ticket: newer })
    change.resolve({ kind: 'changed' })
    await running
    expect(await attempts.find('link')).toEqual({ kind: 'used' })
  })
})

describe('an attempt', () => {
  test('that has failed is forgotten at once', async () => {
    const attempts = memoryAttempts()
    await expect(attempts.run(open, 'attempt', fails)).rejects.toThrow('a bug')
    expect(await attempts.find('link')).toEqual({ kind: 'untried' })
    expect(await attempts.run(open, 'attempt', gone)).toEqual({ kind: 'link-invalid' })
    expect(await attempts.run(open, 'attempt', changed)).toEqual({ kind: 'changed' })
    expect(await attempts.run(open, 'attempt', never)).toEqual({ kind: 'changed' })
    expect(await attempts.run(open, 'another attempt', never)).toEqual({ kind: 'link-used' })
  })

  test('is made once while it is on its way, whatever becomes of it', async () => {
    const attempts = memoryAttempts()
    const both = [refused(newer), never].map((change) => attempts.run(open, 'attempt', change))
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual([
      'password-refused',
      'password-refused',
    ])
  })

  test('waits for another one, and goes on with the ticket that it left', async () => {
    const attempts = memoryAttempts()
    const results = await Promise.all([
      attempts.run(open, 'attempt 1', given(ticket, refused(newer))),
      attempts.run(open, 'attempt 2', given(newer, refused(newest))),
      attempts.run(open, 'attempt 3', given(newest, changed)),
      attempts.run(open, 'attempt 4', never),
    ])
    expect(results.map(({ kind }) => kind)).toEqual([
      'password-refused',
      'password-refused',
      'changed',
      'link-used',
    ])
  })

  test('does not wait for one with another link', async () => {
    const attempts = memoryAttempts()
    void attempts.run(open, 'attempt', () => new Promise(() => {}))
    expect(await attempts.run(other, 'attempt', changed)).toEqual({ kind: 'changed' })
  })

  test('comes after the other where a hundred come at once, until one works', async () => {
    const attempts = memoryAttempts()
    let underWay = 0
    let made = 0
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        attempts.run(open, `attempt ${number}`, async () => {
          expect(++underWay).toBe(1)
          await Promise.resolve()
          underWay -= 1
          made += 1
          return made === 10 ? changed() : gone()
        }),
      ),
    )
    expect(made).toBe(10)
    expect(Object.groupBy(results, ({ kind }) => kind)).toMatchObject({
      'link-invalid': { length: 9 },
      changed: { length: 1 },
      'link-used': { length: 90 },
    })
  })
})

describe('what is known of a link', () => {
  const HOUR = 60 * 60_000

  test.each([
    ['used', changed],
    ['tried', refused(newer)],
  ])('is known for an hour, and then given up to save memory: %s', async (kind, change) => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', change)
    await vi.advanceTimersByTimeAsync(HOUR - 1)
    expect(await attempts.find('link')).toMatchObject({ kind })
    await vi.advanceTimersByTimeAsync(1)
    expect(await attempts.find('link')).toEqual({ kind: 'untried' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is known for an hour from the last attempt', async () => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', refused(newer))
    await vi.advanceTimersByTimeAsync(HOUR - 1)
    await attempts.run(open, 'attempt', changed)
    await vi.advanceTimersByTimeAsync(HOUR - 1)
    expect(await attempts.find('link')).toEqual({ kind: 'used' })
  })

  test('is not given up while an attempt is on its way', async () => {
    const attempts = memoryAttempts()
    await attempts.run(open, 'attempt', refused(newer))
    const change = Promise.withResolvers<ResetPasswordResult>()
    const running = attempts.run(open, 'attempt', () => change.promise)
    await vi.advanceTimersByTimeAsync(2 * HOUR)
    const waiting = attempts.run(open, 'another attempt', never)
    change.resolve({ kind: 'changed' })
    expect(await Promise.all([running, waiting])).toEqual([
      { kind: 'changed' },
      { kind: 'link-used' },
    ])
  })
})
