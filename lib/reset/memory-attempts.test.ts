import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ResetPasswordResult } from './attempts.ts'
import { describeAttempts, fails, gone, never, newer, open, refused } from './attempts-contract.ts'
import { memoryChangeLock } from './memory-attempts.ts'

const HOUR = 60 * 60_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describeAttempts({
  make: async () => memoryChangeLock(),
  pass: async (seconds) => void (await vi.advanceTimersByTimeAsync(seconds * 1000)),
})

test('what is given up takes no memory and no timer', async () => {
  const attempts = memoryChangeLock()
  await attempts.runOnce(open, 'attempt', refused(newer))
  await expect(attempts.runOnce(open, 'attempt', fails)).rejects.toThrow('a bug')
  await attempts.runOnce(open, 'attempt', gone)
  await vi.advanceTimersByTimeAsync(HOUR)
  expect(vi.getTimerCount()).toBe(0)
  expect(await attempts.stateOf('link')).toEqual({ kind: 'untried' })
})

test('what is known is not given up while an attempt is on its way', async () => {
  const attempts = memoryChangeLock()
  await attempts.runOnce(open, 'attempt', refused(newer))
  const change = Promise.withResolvers<ResetPasswordResult>()
  const running = attempts.runOnce(open, 'attempt', () => change.promise)
  await vi.advanceTimersByTimeAsync(2 * HOUR)
  const waiting = attempts.runOnce(open, 'another attempt', never)
  change.resolve({ kind: 'changed' })
  expect(await Promise.all([running, waiting])).toEqual([
    { kind: 'changed' },
    { kind: 'link-used' },
  ])
})
