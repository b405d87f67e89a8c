import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import type { Log } from '#lib/log/log.ts'
import type { ChangeLock } from '#lib/reset/change-lock.ts'
import type { Codes } from '#lib/reset/codes.ts'
import type { Limiter, Limits } from '#lib/reset/limits.ts'
import type { Outbox } from '#lib/reset/outbox.ts'
import type { PendingRequests } from '#lib/reset/pending-requests.ts'
import type { Progress } from '#lib/reset/progress.ts'
import type { Sealer } from '#lib/sealer.ts'
import { postgresLimiter } from '#server/store/limits/postgres-limiter.ts'
import { type DeadLetters, deadLettersIn } from '#server/store/outbox/dead-letters.ts'
import { openQueues, postgresOutbox, type Worker } from '#server/store/outbox/postgres-outbox.ts'
import { type ApiRequests, postgresApiRequests } from './api-requests.ts'
import { bufferedCounts, type Counts } from './counts.ts'
import { DirectoryInUseError } from './data-dir-lock.ts'
import type { Query, StoreConfig } from './database.ts'
import { errorCode } from './error-code.ts'
import { lazy } from './lazy.ts'
import { openDatabase } from './open-database.ts'
import { answerOperator } from './operator-command.ts'
import { postgresChangeLock } from './postgres-change-lock.ts'
import { postgresCodes } from './postgres-codes.ts'
import { postgresPendingRequests } from './postgres-pending-requests.ts'
import { bufferedProgress } from './progress.ts'
import { purgeExpired } from './purge.ts'
import { migrate, refuseNewerQueues } from './schema.ts'
import { reportStore, type StoreReport } from './store-report.ts'
import { StoreUnavailableError, UnusableStoreError } from './unusable-store-error.ts'

/** Everything that outlives a request or a process, in one database. */
export type Store = {
  readonly outbox: Outbox
  readonly changeLock: ChangeLock
  readonly pending: PendingRequests
  readonly codes: Codes
  readonly limiter: Limiter
  readonly requests: ApiRequests
  readonly deadLetters: DeadLetters
  /** Progress of each reset, written every two seconds. */
  readonly progress: Progress
  /** Counts by the hour, written every two seconds. */
  readonly counts: Counts
  /**
   * Opens the database, retrying until it is available, and starts to process its jobs.
   * @throws {DirectoryInUseError} when another process has the directory
   * @throws {UnusableStoreError} when an operator has to act first
   */
  start(worker: Worker): Promise<void>
  /** Returns `ready` if this process can serve customers, or else the reason. */
  readiness(): Promise<'ready' | 'stopping' | 'no database'>
  /** Reads the state of the database for an operator. */
  report(): Promise<StoreReport>
  /**
   * Claims a task of all replicas, so that one of them does it. The claim is deleted at least an hour after
   * its lifetime.
   * @returns false if it was claimed before
   */
  claim(task: string, lifetimeMs: number): Promise<boolean>
  /** Makes `readiness` return `stopping`. Changes nothing else. */
  announceEnd(): void
  /** Starts no more jobs. Resolves when the running ones have ended. */
  drain(): Promise<unknown>
  /** Closes the database. Jobs that still run are retried after the next start, or by a replica. */
  close(): Promise<void>
}

type Setting = { sealer: Sealer; log: Log; limits?: Limits }
type Parts = Awaited<ReturnType<typeof connect>>

const CLAIM = `
  insert into limits (key, points, expire) values ($1, 1, $2::bigint)
  on conflict (key) do nothing returning key`
const PURGE_PAUSE_MS = 10 * 60_000
const FLUSH_PAUSE_MS = 2000

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

/** Creates the store of a process. Until `start` has opened the database, its methods reject. */
export function createStore(config: StoreConfig, setting: Setting): Store {
  let parts: Parts | null = null
  let isEnding = false
  let isEndAnnounced = false
  let isClosing = false
  const inUse = (): Parts => {
    if (!parts) throw new StoreUnavailableError('the database cannot be used now')
    return parts
  }

  /** Logs an error of the queues, except when they are being closed: running jobs then fail. */
  function queueFailed(error: unknown): void {
    if (!isClosing) setting.log.warn('store_error', { outcome: 'queue', code: errorCode(error) })
  }

  async function start(worker: Worker): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !isEnding; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        parts = await connect(config, { ...setting, worker, progress }, queueFailed)
        return
      } catch (error) {
        if (error instanceof DirectoryInUseError || error instanceof UnusableStoreError) throw error
        setting.log.warn('store_error', { outcome: 'not-open', code: errorCode(error) })
        await sleep(pause)
      }
    }
  }

  const purge = () => parts && purgeExpired(parts.database.query).catch(() => {})
  const purging = setInterval(purge, PURGE_PAUSE_MS).unref()

  const query: Query = async (text, values) => inUse().database.query(text, values)
  const progress = bufferedProgress(query)
  const counts = bufferedCounts(query)
  const buffers = [progress, counts]
  let writing: Promise<unknown> | null = null
  /** Writes what waits in memory. After a failure it waits for the next time. */
  const flush = () => {
    writing ??= Promise.all(buffers.map((each) => each.flush().catch(() => {}))).finally(() => {
      writing = null
    })
    return writing
  }
  const flushing = setInterval(flush, FLUSH_PAUSE_MS).unref()

  return {
    start,
    outbox: lazy(() => inUse().outbox),
    changeLock: lazy(() => inUse().changeLock),
    pending: lazy(() => inUse().pending),
    codes: lazy(() => inUse().codes),
    limiter: lazy(() => inUse().limiter),
    requests: lazy(() => inUse().requests),
    deadLetters: lazy(() => inUse().deadLetters),
    progress,
    counts,
    readiness: async () => {
      if (isEnding || isEndAnnounced) return 'stopping'
      return query('select 1').then(
        () => 'ready' as const,
        () => 'no database' as const,
      )
    },
    report: async () => (parts ? reportStore(parts.database) : { code: 'UNKNOWN' }),
    claim: async (task, lifetimeMs) =>
      (await query(CLAIM, [task, Date.now() + lifetimeMs])).length > 0,
    announceEnd() {
      isEndAnnounced = true
    },
    async drain() {
      isEnding = true
      await parts?.outbox.drain()
    },
    async close() {
      isEnding = true
      isClosing = true
      for (const timer of [purging, flushing]) clearInterval(timer)
      await parts?.outbox.close()
      await writing
      await flush()
      await parts?.database.close()
      parts = null
    },
  }
}

async function connect(
  config: StoreConfig,
  { sealer, worker, limits, progress }: Setting & { worker: Worker; progress: Progress },
  queueFailed: (error: unknown) => void,
) {
  let boss: PgBoss | undefined
  const database = await openDatabase(config, async (question) => {
    if (!boss) throw new StoreUnavailableError('the queues are not open yet')
    return answerOperator(question, {
      ...{ database, progress },
      deadLetters: deadLettersIn(database.query, boss, sealer),
    })
  })
  try {
    await refuseNewerQueues(database)
    await migrate(database)
    boss = await openQueues(database, queueFailed)
    return {
      database,
      deadLetters: deadLettersIn(database.query, boss, sealer),
      outbox: await postgresOutbox(boss, sealer, worker),
      changeLock: postgresChangeLock(database, sealer),
      pending: postgresPendingRequests(database, sealer),
      codes: postgresCodes(database, sealer),
      limiter: postgresLimiter(database, sealer, limits),
      requests: postgresApiRequests(database, sealer),
    }
  } catch (error) {
    await boss?.stop({ graceful: false })
    await database.close()
    throw error
  }
}
