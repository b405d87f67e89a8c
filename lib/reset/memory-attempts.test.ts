import { afterEach, beforeEach, vi } from 'vitest'
import { describeAttempts } from './attempts-contract.ts'
import { memoryChangeLock } from './memory-attempts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describeAttempts({
  make: async () => memoryChangeLock(),
  pass: async (seconds) => void (await vi.advanceTimersByTimeAsync(seconds * 1000)),
})
