import { afterEach, expect, test } from 'vitest'
import { LOCALES } from '#messages/locales.ts'
import { MEMORY_LIMIT_MB, memoryLimit, peakMemoryOf } from './memory-limit.ts'
import { resetOnce } from './reset-once.ts'
import { startServer } from './site.ts'
import { STORES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const RESETS = 10
const PATHS = [
  '/forgot-password',
  '/forgot-password/sent',
  '/change-password/with-link',
  '/nowhere',
]

let environment: TestEnvironment | undefined
let limit: ReturnType<typeof memoryLimit> = null
afterEach(async () => {
  await environment?.end()
  limit?.remove()
  environment = undefined
})

test.each(STORES)(
  'a server with a store of kind %s fits its memory limit at both starts, and in use',
  async (kind) => {
    limit = memoryLimit(kind)
    // Without a limit, V8 uses the memory of a large machine, and the test would not show a small one.
    if (!limit) return console.warn('This machine lets nobody limit memory: nothing is tested')
    environment = await startTestEnvironment('sessionm', { kind, command: limit.command })
    const first = peakMemoryOf(environment.server.pid)
    await environment.server.end('SIGTERM')
    environment.server = await startServer(environment.setting)
    // A page is cached in each language that was asked for.
    for (const locale of LOCALES) {
      for (const path of PATHS) await fetch(`${environment.siteUrl}/${locale}${path}`)
    }
    for (let nth = 0; nth < RESETS; nth += 1) await resetOnce(environment)
    const next = peakMemoryOf(environment.server.pid)
    expect(environment.server.hasEnded()).toBe(false)
    expect(Math.max(first, next)).toBeLessThan(MEMORY_LIMIT_MB[kind])
  },
)
