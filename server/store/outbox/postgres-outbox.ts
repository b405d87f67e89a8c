import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import { Fault } from '#lib/fault-reason.ts'
import type { Job, Outbox } from '#lib/reset/outbox.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from '#server/store/database.ts'
import { openJob, rowId, sealJob } from './sealed-job.ts'
import { watchQueues } from './watch-queues.ts'
import { startWorkers, type WorkerPool } from './worker-pool.ts'

/** Processes a job. @throws to retry it; a {@link Fault} may say after how many seconds */
type Work = (job: Job, attempt: number) => Promise<void>

/** Callbacks of an outbox. */
export type Worker = {
  readonly work: Work
  /** Receives each job that becomes a dead letter; null if no key of ours opens it. */
  readonly deadLetter: (job: Job | null) => void
}

/** An outbox whose jobs survive the process. */
export type DurableOutbox = Outbox & {
  /** Starts no more jobs. Resolves when the running ones have ended. */
  drain(): Promise<unknown>
  /** Closes the queues. Jobs that still run are retried later. */
  close(): Promise<void>
}

/** Queue of dead letters, until an operator retries or drops them. */
export const DEAD_QUEUE = 'dead'

const QUEUES = ['request', 'mail', 'event'] as const satisfies Job['kind'][]

/** Times in seconds. After a missed heartbeat, the job of a dead process is retried. */
const TIMES = {
  retryDelay: 1,
  retryDelayMax: 60,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  deleteAfterSeconds: 60 * 60,
}

/** Time in which a job that this process cannot open is left to replicas with a newer key. */
const UNREADABLE_MS = 15 * 60_000

/** A job in the database. `attempts` counts those that were made under earlier ids. */
export type Row = { sealed: string; attempts: number }

/** Opens the queues in a database, and creates their tables if they are missing. */
export async function openQueues(
  database: Database,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...database.boss,
    schedule: false,
    // `watchQueues` calls it when needed.
    supervise: false,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 10 * 60,
  })
  boss.on('error', onError)
  try {
    await boss.start()
    await boss.createQueue(DEAD_QUEUE, { deleteAfterSeconds: TIMES.deleteAfterSeconds })
    for (const queue of QUEUES) {
      const retries = { retryLimit: 100_000, retryBackoff: true, ...TIMES }
      await boss.createQueue(queue, { ...retries, deadLetter: DEAD_QUEUE })
    }
    return boss
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
}

/** Creates an outbox on queues of pg-boss. Jobs are sealed, and every replica processes them. */
export async function postgresOutbox(
  boss: PgBoss,
  sealer: Sealer,
  { work, deadLetter }: Worker,
): Promise<DurableOutbox> {
  const pools = new Map<string, WorkerPool>()
  const watch = watchQueues(boss, pools, TIMES.heartbeatSeconds)

  async function put(job: Job, attempts: number, startAfter: number): Promise<void> {
    const row: Row = { sealed: await sealJob(sealer, job), attempts }
    const { priority = 0 } = job
    const id = rowId(job.kind, job.id, attempts)
    await boss.send(job.kind, row, { id, startAfter, priority })
    if (startAfter === 0) pools.get(job.kind)?.wake(priority)
  }

  async function settle(row: JobWithMetadata<Row>): Promise<JobResult> {
    const { id, data, retryCount, createdOn } = row
    const job = await openJob(sealer, data.sealed)
    if (!job) {
      if (Date.now() - createdOn.getTime() < UNREADABLE_MS) return { id, status: 'failed' }
      deadLetter(null)
      return { id, status: 'deadletter', output: { reason: 'sealed by an unknown key' } }
    }
    const attempts = data.attempts + retryCount + 1
    try {
      if (Date.now() > job.until.getTime()) throw new Error('too late')
      await work(job, attempts)
      return { id, status: 'completed' }
    } catch (error) {
      const wait = (error instanceof Fault && error.retryAfter) || 0
      if (Date.now() + wait * 1000 > job.until.getTime()) {
        deadLetter(job)
        return { id, status: 'deadletter', output: { reason: 'not done in its time' } }
      }
      if (wait === 0) return { id, status: 'failed' }
      // A rejection would fail the whole batch, and repeat its finished jobs.
      return put(job, attempts, wait).then(
        () => ({ id, status: 'completed' }),
        () => ({ id, status: 'failed' }),
      )
    }
  }

  for (const queue of QUEUES) pools.set(queue, await startWorkers<Row>(boss, queue, settle))

  return {
    add: (job, waitSeconds = 0) => put(job, 0, waitSeconds),
    has: async (kind, id) => (await boss.findJobs(kind, { id: rowId(kind, id, 0) })).length > 0,
    async drain() {
      watch.end()
      await Promise.all(QUEUES.map((queue) => boss.offWork(queue)))
    },
    async close() {
      await watch.end()
      await boss.stop({ graceful: false })
    },
  }
}
