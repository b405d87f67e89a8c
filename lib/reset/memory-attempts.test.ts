import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ResetPasswordResult } from './attempts.ts'
import { describeAttempts, fails, gone, never, newer, open, refused } from './attempts-contract.ts'
import { memoryAttempts } from './memory-attempts.ts'

const HOUR = 60 * 60_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describeAttempts({
  make: async () => memoryAttempts(),
  pass: async (seconds) => void (await vi.advanceTimersByTimeAsync(seconds * 1000)),
})

test('what is given up takes no memory and no timer', async () => {
  const attempts = memoryAttempts()
  await attempts.run(open, 'attempt', refused(newer))
  await expect(attempts.run(open, 'attempt', fails)).rejects.toThrow('a bug')
  await attempts.run(open, 'attempt', gone)
  await vi.advanceTimersByTimeAsync(HOUR)
  expect(vi.getTimerCount()).toBe(0)
  expect(await attempts.find('link')).toEqual({ kind: 'untried' })
})

test('what is known is not given up while an attempt is on its way', async () => {
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
