import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError, isDevelopment } from './config.ts'
import { consoleToLog } from './console-log.ts'
import { standInFront } from './http/front.ts'
import { prepareIncoming } from './http/incoming.ts'
import { makePages } from './http/pages.ts'
import { type RunningSite, site } from './site.ts'
import { DirectoryInUseError } from './store/directory.ts'

/** How long the first requests wait for the database; without it they are told to come back. */
const PATIENCE_MS = 10_000

/** Starts the site, or ends the process with the reason why it cannot be. */
export async function boot(): Promise<void> {
  try {
    const running = site()
    if (!isDevelopment) consoleToLog(running.log)
    standBefore(running)
    endWell(running)
    // Answered once this function has ended. A page that cannot be made now is made when asked for.
    if (!isDevelopment) void makePages(running).catch(() => {})
    await Promise.race([running.store.opened, sleep(PATIENCE_MS, undefined, { ref: false })])
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DirectoryInUseError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78)
  }
}

/** Every request is made ready before Next sees it, from the first one on, which is our own. */
function standBefore({ config, upstream }: RunningSite): void {
  const rules = { ...config, headers: upstream.webhookHeaders ?? [] }
  let isFirst = !isDevelopment
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server }
    prepareIncoming(request, rules)
    if (!isFirst) return
    isFirst = false
    standInFront(server)
    // No page speaks another protocol: without a listener, who asks to is answered as everybody.
    server.removeAllListeners('upgrade')
  })
}

/** Next would end the process at once: jobs that are being worked get their time first. */
function endWell({ store }: RunningSite): void {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.removeAllListeners(signal)
    process.once(signal, async () => {
      await store.close().catch(() => {})
      process.exit(0)
    })
  }
}
