import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { consoleToLog } from '#lib/log/console-log.ts'
import { deadLetter, processJob } from '#lib/reset/process-job.ts'
import { routeThroughProxy } from '#upstreams/connection-pool.ts'
import { isDevelopment } from './config/config.ts'
import { ConfigError } from './config/config-error.ts'
import { configWarnings } from './config/warnings.ts'
import { readActions } from './http/form-body.ts'
import { explainLargeHeads } from './http/large-head.ts'
import { problemPage } from './http/page-cache.ts'
import { readProbe } from './http/probe.ts'
import { sanitizeRequests } from './http/sanitize-request.ts'
import { checkUntilServing } from './http/self-check.ts'
import { serveCachedPages } from './http/serve-cached-page.ts'
import { startCanary } from './operator/canary.ts'
import { OpsPortInUseError } from './operator/page/port-in-use-error.ts'
import { type App, services } from './services.ts'
import { DirectoryInUseError } from './store/data-dir-lock.ts'
import { UnusableStoreError } from './store/unusable-store-error.ts'

/** Time that the first requests wait for the database. After that they get an error. */
const PATIENCE_MS = 10_000

/** Time for running changes and jobs to finish when the process ends. */
const LAST_WORK_MS = 8000

/** Time to close the database. Without a limit, a vanished host would block the end. */
const CLOSE_MS = 2000

/**
 * Exit codes (sysexits.h): EX_CONFIG, do not restart; EX_TEMPFAIL, try again; EX_IOERR, the log is
 * lost.
 */
const EXIT = { unusable: 78, inUse: 75, noLog: 74 }

/** Umask: other users get no permissions on files and sockets of this process. */
const OTHERS = 0o077

/** Starts the site, or ends the process and says why. */
export async function boot(): Promise<void> {
  process.umask(OTHERS)
  try {
    const running = services()
    const opened = running.store.start({
      work: (job, attempt) => processJob(running, job, attempt),
      deadLetter: (job) => deadLetter(running, job),
    })
    // This may fail long after the start, when a database that was down becomes available.
    opened.catch(endAtStart)
    routeThroughProxy(running.config.egressProxy)
    if (!isDevelopment) consoleToLog(running.log)
    for (const warning of configWarnings(running.config)) {
      running.log.warn('config_warning', warning)
    }
    const notForCustomers = new WeakSet<Server>()
    const answered = installBeforeNext(running, notForCustomers)
    const endOps = await startOps(running, notForCustomers)
    shutDownOnSignal(running, () => Promise.all([answered(), endOps()]))
    if (!isDevelopment) {
      readActions()
      startCanary(running)
      // Its requests are answered once this function has ended.
      void checkUntilServing(running, running.config.locales[0])
    }
    await Promise.race([opened, sleep(PATIENCE_MS, undefined, { ref: false })])
  } catch (error) {
    endAtStart(error)
  }
}

/** Ends the process if an operator has to act, or another process has the directory or a port. @throws other errors */
function endAtStart(error: unknown): void {
  const isInUse = error instanceof DirectoryInUseError || error instanceof OpsPortInUseError
  const isUnusable = error instanceof ConfigError || error instanceof UnusableStoreError
  if (!(isInUse || isUnusable)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(isInUse ? EXIT.inUse : EXIT.unusable)
}

/** Starts the operator's page, if it has a port. Without one, its code is not loaded. */
async function startOps(running: App, notForCustomers: WeakSet<Server>) {
  if (!running.config.ops) return async () => {}
  const page = await import('./operator/page/start.ts')
  return page.startOps(running, running.config.ops, (server) => notForCustomers.add(server))
}

/**
 * Installs everything that handles requests before Next.
 * @returns a function that closes the server, and resolves when the last request is answered
 */
function installBeforeNext(running: App, notForCustomers: WeakSet<Server>): () => Promise<unknown> {
  const { config, upstream, mailEvents, log } = running
  const rules = {
    site: new URL(config.siteUrl),
    trustedProxies: config.trustedProxies,
    readProbe: (header: string | string[] | undefined) => readProbe(running.sealer, header),
    headers: [...(upstream.webhookHeaders ?? []), ...(mailEvents?.headers ?? [])],
    locales: config.locales,
  }
  let listening: Server | undefined
  sanitizeRequests(rules, log, notForCustomers, (server) => {
    listening = server
    serveCachedPages(server)
    explainLargeHeads(server, running, () =>
      problemPage(running, config.locales[0], { kind: 'large-head' }),
    )
  })
  return () =>
    new Promise<unknown>((resolve) => {
      if (!listening?.close(resolve)) resolve(null)
    })
}

/** Services that a shutdown needs. */
type Ending = {
  config: Pick<App['config'], 'drainSeconds'>
  store: Pick<App['store'], 'announceEnd' | 'drain' | 'close'>
}

/**
 * Shuts down gracefully at a signal; Next would end at once. Running requests and jobs get time to finish.
 * After SIGTERM, `/readyz` first says for `DRAIN_SECONDS` that this process is not ready. The same signal
 * again ends it at once.
 */
export function shutDownOnSignal(
  { config, store }: Ending,
  answered: () => Promise<unknown>,
): void {
  let isEnding = false
  const end = async (exitCode: number, drainSeconds: number) => {
    if (isEnding) return
    isEnding = true
    store.announceEnd()
    await sleep(drainSeconds * 1000)
    const lastWork = Promise.all([answered(), store.drain()]).catch(() => {})
    await Promise.race([lastWork, sleep(LAST_WORK_MS)])
    await Promise.race([store.close().catch(() => {}), sleep(CLOSE_MS)])
    process.exit(exitCode)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal)
  process.once('SIGTERM', () => end(0, config.drainSeconds))
  process.once('SIGINT', () => end(0, 0))
  // The log is lost. A supervisor can start a new process, with a new log.
  process.stdout.on('error', () => end(EXIT.noLog, config.drainSeconds))
  process.stderr.on('error', () => {})
}
