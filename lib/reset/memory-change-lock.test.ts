import { afterEach, beforeEach, vi } from 'vitest'
import { describeChangeLock } from './change-lock-contract.ts'
import { memoryChangeLock } from './memory-change-lock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describeChangeLock({
  make: async () => memoryChangeLock(),
  pass: async (seconds) => void (await vi.advanceTimersByTimeAsync(seconds * 1000)),
})
