import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { MEMORY_LIMIT_MB, memoryLimit, peakMemoryOf } from './memory-limit.ts'
import { resetOnce } from './reset-once.ts'
import { startServer } from './site.ts'
import { STORES } from './store.ts'
import { startWorld, type World } from './world.ts'

const RESETS = 10

let world: World | undefined
afterEach(() => world?.end())

/** Without a limit of its own, V8 takes what a large machine has, and tells nothing of a small one. */
const limitOf = { embedded: memoryLimit('embedded'), server: memoryLimit('server') }

describe.each(STORES)('a server with a store of kind %s', (kind) => {
  const limit = limitOf[kind]
  afterAll(() => limit?.remove())

  test.runIf(limit)(
    'fits its memory limit at its first start, at the next, and in use',
    async () => {
      world = await startWorld('sessionm', { kind, ...(limit && { command: limit.command }) })
      const first = peakMemoryOf(world.server.pid)
      await world.server.end('SIGTERM')
      world.server = await startServer(world.setting)
      for (let nth = 0; nth < RESETS; nth += 1) await resetOnce(world)
      const next = peakMemoryOf(world.server.pid)
      expect(world.server.hasEnded()).toBe(false)
      expect(Math.max(first, next)).toBeLessThan(MEMORY_LIMIT_MB[kind])
      await world.end()
      world = undefined
      limit?.remove()
    },
  )
})
