import { MEMORY_LIMIT_MB, memoryLimit, peakMemoryOf } from '#load/memory-limit.ts'
import { resetOnce } from '#load/reset-once.ts'
import { startServer } from '#load/site.ts'
import { startWorld } from '#load/world.ts'
import type { Bench } from '#scripts/bench-site.ts'

const RESETS = 1000
const CONNECTIONS = 4

/** Measures the memory of a server at its first start, at the next, and after resets. */
export async function benchMemory(kind: Bench['store']): Promise<void> {
  const limit = memoryLimit(kind)
  const world = await startWorld('sessionm', { kind, ...(limit && { command: limit.command }) })
  try {
    const rows: Record<string, string>[] = []
    const note = (after: string) =>
      rows.push({ store: kind, after, 'peak of memory': `${peakMemoryOf(world.server.pid)} MB` })
    note('its first start')
    await world.server.end('SIGTERM')
    world.server = await startServer(world.setting)
    note('another start')
    const numbers = Array.from({ length: RESETS }, (_, number) => number).values()
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (const _ of numbers) await resetOnce(world)
      }),
    )
    note(`${RESETS} resets`)
    console.table(rows)
    console.log(limit ? `within a limit of ${MEMORY_LIMIT_MB[kind]} MB` : 'without a limit')
  } finally {
    await world.end()
    limit?.remove()
  }
}
