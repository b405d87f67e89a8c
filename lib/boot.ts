import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError, isDevelopment } from './config.ts'
import { consoleToLog } from './console-log.ts'
import { standInFront } from './http/front.ts'
import { forwardedWarning, prepareIncoming } from './http/incoming.ts'
import { readActions } from './http/page-actions.ts'
import { makePages } from './http/pages.ts'
import { type RunningSite, site } from './site.ts'
import { DirectoryInUseError } from './store/directory.ts'

/** How long the first requests wait for the database; without it they are told to come back. */
const PATIENCE_MS = 10_000

/** How long changes and jobs may take that are under way when the process is to end. */
const LAST_WORK_MS = 8000

/** What a process ends with that nobody should start again as it is, and one that may be. */
const EXIT = { unusable: 78, inUse: 75 }

/** Starts the site, or ends the process with the reason why it cannot be. */
export async function boot(): Promise<void> {
  try {
    const running = site()
    if (!isDevelopment) consoleToLog(running.log)
    endWell(running, standBefore(running))
    if (!isDevelopment) {
      readActions()
      // Answered once this function has ended. A page that cannot be made now is made when asked for.
      void makePages(running).catch(() => {})
    }
    await Promise.race([running.store.opened, sleep(PATIENCE_MS, undefined, { ref: false })])
  } catch (error) {
    const isInUse = error instanceof DirectoryInUseError
    if (!(error instanceof ConfigError || isInUse)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(isInUse ? EXIT.inUse : EXIT.unusable)
  }
}

/**
 * Every request is made ready before Next sees it, from the first one on, which is our own.
 * @returns what takes no more requests, and waits until the last one is answered
 */
function standBefore({ config, upstream, log }: RunningSite): () => Promise<unknown> {
  const rules = {
    site: new URL(config.siteUrl),
    trustedProxyHops: config.trustedProxyHops,
    headers: upstream.webhookHeaders ?? [],
  }
  let listening: Server | undefined
  const warnOfForwarded = forwardedWarning(log)
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server }
    prepareIncoming(request, rules)
    warnOfForwarded(request)
    if (listening) return
    listening = server
    if (isDevelopment) return
    standInFront(server)
    // No page speaks another protocol: without a listener, who asks to is answered as everybody.
    server.removeAllListeners('upgrade')
  })
  return () =>
    new Promise<unknown>((resolve) => {
      if (!listening?.close(resolve)) resolve(null)
    })
}

/** Next would end the process at once: customers who are being answered, and jobs, get their time. */
function endWell({ store }: RunningSite, answered: () => Promise<unknown>): void {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.removeAllListeners(signal)
    process.once(signal, async () => {
      await Promise.race([Promise.all([answered(), store.rest()]), sleep(LAST_WORK_MS)])
      await store.close().catch(() => {})
      process.exit(0)
    })
  }
}
