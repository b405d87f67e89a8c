import { afterAll, expect, test, vi } from 'vitest'
import { shutDownOnSignal } from './boot.ts'

const signals = ['SIGTERM', 'SIGINT'] as const
const kept = signals.map((signal) => ({ signal, listeners: process.listeners(signal) }))
afterAll(() => {
  vi.restoreAllMocks()
  for (const { signal, listeners } of kept) {
    process.removeAllListeners(signal)
    for (const listener of listeners) process.on(signal, listener)
  }
})

test('ends the process even if the database never closes', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as () => never)
  const store = {
    announceEnd: () => {},
    drain: () => Promise.reject(new Error('the database is away')),
    close: () => new Promise<void>(() => {}),
  }
  shutDownOnSignal({ config: { drainSeconds: 0 }, store }, async () => {})
  process.emit('SIGTERM')
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0), 20_000)
})
