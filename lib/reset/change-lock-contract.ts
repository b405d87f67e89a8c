import { beforeEach, describe, expect, test } from 'vitest'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { ChangeLock, ResetPasswordResult } from './change-lock.ts'
import { ticket } from './fake-services.ts'
import type { OpenLink } from './ticket.ts'

/** An implementation of the lock: a factory, and a function that advances its clock. */
export type LockFixture = {
  readonly make: () => Promise<ChangeLock>
  readonly pass: (seconds: number) => Promise<void>
}

/** An opened link. */
export const open: OpenLink = { ticket, link: 'link' }
/** A ticket that the vendor issued later. */
export const newer: ResetTicket = { ...ticket, token: 'a newer token' }
const newest: ResetTicket = { ...ticket, token: 'the newest token' }
const other: OpenLink = { ticket, link: 'another link' }

/** Seconds in which a repeated form may get the result of a failed attempt. */
const SHARED = 2
const HOUR = 60 * 60

/** Changes the password. */
export const changed = async (): Promise<ResetPasswordResult> => ({ kind: 'changed' })
/** Finds the link used or expired. */
export const gone = async (): Promise<ResetPasswordResult> => ({ kind: 'link-invalid' })
/** Refuses the password by the vendor's rules. */
export const refused = (retry: ResetTicket) => async (): Promise<ResetPasswordResult> => ({
  kind: 'password-refused',
  reason: 'refused',
  retry,
})
/** Fails the test: no change may be made. */
export const never = async () => expect.fail('the change was made again')
/** Rejects, as a bug would. */
export const fails = () => Promise.reject(new Error('a bug'))

/** Makes a change that fails if it gets another ticket. */
export const given = (expected: ResetTicket, change: () => Promise<ResetPasswordResult>) => {
  return (own: ResetTicket) => {
    expect(own).toEqual(expected)
    return change()
  }
}

/** Runs the contract of every implementation of the lock. */
export function describeChangeLock({ make, pass }: LockFixture): void {
  let lock: ChangeLock
  beforeEach(async () => {
    lock = await make()
  })

  describe('a link', () => {
    test('is untried before its first attempt', async () => {
      expect(await lock.stateOf('link')).toEqual({ kind: 'untried' })
      await lock.runOnce(open, 'attempt', gone)
      expect(await lock.stateOf('link')).toEqual({ kind: 'untried' })
    })

    test('is used as soon as its change has succeeded, and no other link is', async () => {
      await lock.runOnce(open, 'attempt', changed)
      expect(await lock.stateOf('link')).toEqual({ kind: 'used' })
      expect(await lock.stateOf('another link')).toEqual({ kind: 'untried' })
      expect(await lock.runOnce(other, 'attempt', gone)).toEqual({ kind: 'link-invalid' })
    })

    test.each<ResetPasswordResult>([
      { kind: 'password-refused', reason: 'refused', retry: newer },
      { kind: 'unconfirmed', retry: newer },
      { kind: 'unavailable', retry: newer },
    ])('is tried after it was $kind, and goes on with the ticket that was left', async (result) => {
      expect(await lock.runOnce(open, 'attempt', async () => result)).toEqual(result)
      expect(await lock.stateOf('link')).toEqual({ kind: 'tried', ticket: newer })
      await pass(SHARED)
      await lock.runOnce(open, 'attempt', given(newer, refused(newest)))
      expect(await lock.stateOf('link')).toEqual({ kind: 'tried', ticket: newest })
      await lock.runOnce(open, 'another attempt', given(newest, changed))
      expect(await lock.stateOf('link')).toEqual({ kind: 'used' })
    })

    test('keeps its newer ticket when a later attempt leaves none', async () => {
      await lock.runOnce(open, 'attempt', refused(newer))
      await expect(lock.runOnce(open, 'another attempt', fails)).rejects.toThrow('a bug')
      expect(await lock.stateOf('link')).toEqual({ kind: 'tried', ticket: newer })
      await lock.runOnce(open, 'another attempt', given(newer, gone))
      expect(await lock.stateOf('link')).toEqual({ kind: 'tried', ticket: newer })
    })

    test('is read without waiting for a running change', async () => {
      await lock.runOnce(open, 'attempt', refused(newer))
      const started = Promise.withResolvers<void>()
      const change = Promise.withResolvers<ResetPasswordResult>()
      const running = lock.runOnce(open, 'another attempt', () => {
        started.resolve()
        return change.promise
      })
      await started.promise
      expect(await lock.stateOf('link')).toEqual({ kind: 'tried', ticket: newer })
      change.resolve({ kind: 'changed' })
      await running
      expect(await lock.stateOf('link')).toEqual({ kind: 'used' })
    })
  })

  describe('an attempt', () => {
    test('that throws is not kept', async () => {
      await expect(lock.runOnce(open, 'attempt', fails)).rejects.toThrow('a bug')
      expect(await lock.stateOf('link')).toEqual({ kind: 'untried' })
      expect(await lock.runOnce(open, 'attempt', gone)).toEqual({ kind: 'link-invalid' })
      await pass(SHARED)
      expect(await lock.runOnce(open, 'attempt', changed)).toEqual({ kind: 'changed' })
      expect(await lock.runOnce(open, 'attempt', never)).toEqual({ kind: 'changed' })
      expect(await lock.runOnce(open, 'another attempt', never)).toEqual({ kind: 'link-used' })
    })

    test('runs once while it is in progress, with any result', async () => {
      const both = [refused(newer), never].map((change) => lock.runOnce(open, 'attempt', change))
      expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual([
        'password-refused',
        'password-refused',
      ])
    })

    test('waits for a running attempt, and continues with the ticket that it left', async () => {
      const change = [given(ticket, refused(newer)), given(newer, refused(newest))]
      const inTurn = (own: ResetTicket) => (change.shift() ?? given(newest, changed))(own)
      const results = await Promise.all(
        [1, 2, 3, 4].map((number) => lock.runOnce(open, `attempt ${number}`, inTurn)),
      )
      expect(results.map(({ kind }) => kind).sort()).toEqual([
        'changed',
        'link-used',
        'password-refused',
        'password-refused',
      ])
    })

    test('does not wait for one with another link', async () => {
      const change = Promise.withResolvers<ResetPasswordResult>()
      const running = lock.runOnce(open, 'attempt', () => change.promise)
      expect(await lock.runOnce(other, 'attempt', changed)).toEqual({ kind: 'changed' })
      change.resolve({ kind: 'changed' })
      await running
    })

    test('runs after the one before, of fifty at once, until one succeeds', async () => {
      let underWay = 0
      let made = 0
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, number) =>
          lock.runOnce(open, `attempt ${number}`, async () => {
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
        'link-used': { length: 40 },
      })
    }, 30_000)
  })

  describe('the state of a link', () => {
    test.each([
      ['used', changed],
      ['tried', refused(newer)],
    ])('is known for an hour, and then given up: %s', async (kind, change) => {
      await lock.runOnce(open, 'attempt', change)
      await pass(HOUR - 60)
      expect(await lock.stateOf('link')).toMatchObject({ kind })
      await pass(60)
      expect(await lock.stateOf('link')).toEqual({ kind: 'untried' })
      expect(await lock.runOnce(open, 'another attempt', given(ticket, gone))).toEqual({
        kind: 'link-invalid',
      })
    })

    test('is known for an hour from the last attempt', async () => {
      await lock.runOnce(open, 'attempt', refused(newer))
      await pass(HOUR - 60)
      await lock.runOnce(open, 'attempt', changed)
      await pass(HOUR - 60)
      expect(await lock.stateOf('link')).toEqual({ kind: 'used' })
    })
  })
}
