import { MEMORY_LIMIT_MB, memoryLimit, peakMemoryOf } from '#e2e/system/memory-limit.ts'
import { resetOnce } from '#e2e/system/reset-once.ts'
import { startServer } from '#e2e/system/site.ts'
import type { STORES } from '#e2e/system/store.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'

const RESETS = 1000
const STEP = 250
const CONNECTIONS = 4

/** Prints the peak of a server's memory at its first start, at the next, and after resets. */
export async function benchMemory(kind: (typeof STORES)[number]): Promise<void> {
  const limit = memoryLimit(kind)
  console.log(limit ? `within a limit of ${MEMORY_LIMIT_MB[kind]} MB` : 'without a limit')
  const environment = await startTestEnvironment('sessionm', {
    kind,
    ...(limit && { command: limit.command }),
  }).catch((error) => {
    limit?.remove()
    throw error
  })
  const print = (after: string) =>
    console.log(`${kind}, after ${after}: ${peakMemoryOf(environment.server.pid)} MB`)
  try {
    print('its first start')
    await environment.server.end('SIGTERM')
    environment.server = await startServer(environment.setting)
    print('the next start')
    let done = 0
    let failed = 0
    async function reset(): Promise<void> {
      // On a machine that is too busy, the sandbox answers too late for a customer.
      await resetOnce(environment).catch(() => {
        if (environment.server.hasEnded())
          throw new Error('the server has ended: its memory was used up')
        failed += 1
      })
      done += 1
      if (done % STEP === 0) print(`${done} resets, ${failed} of which failed`)
    }
    const numbers = Array.from({ length: RESETS }, (_, number) => number).values()
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (const _ of numbers) await reset()
      }),
    )
  } finally {
    await environment.end()
    limit?.remove()
  }
}
