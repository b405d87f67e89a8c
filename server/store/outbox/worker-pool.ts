import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'

/** Jobs that a worker takes at a time. */
export const BATCH = 10

/** Workers of one queue in this process. */
const WORKERS = 4

/** Lowest priority that the reserved worker takes. */
const RESERVED_PRIORITY = -8

/** Fallback in case `watchQueues` cannot wake the workers. */
const POLLING_SECONDS = 60

const OPTIONS = {
  batchSize: BATCH,
  pollingIntervalSeconds: POLLING_SECONDS,
  burstWhenBatchFull: true,
  perJobResults: true,
  includeMetadata: true,
} as const

/** The workers of one queue. */
export type WorkerPool = {
  /** Returns when a job last ran or was announced, in milliseconds. */
  lastJobMs(): number
  /** Wakes one free worker for a job of this priority. If none is free, wakes all that may take it. */
  wake(priority: number): void
}

/**
 * Starts the workers of a queue. The first one takes no job of a low priority, so a flood never occupies
 * all of them. pg-boss itself would wake every worker for each job, and each would run a query.
 */
export async function startWorkers<Row extends object>(
  boss: PgBoss,
  queue: string,
  settle: (job: JobWithMetadata<Row>) => Promise<JobResult>,
): Promise<WorkerPool> {
  const workers = Array.from({ length: WORKERS }, (_, nth) => ({
    id: '',
    isBusy: false,
    isReserved: nth === 0,
  }))
  let lastJobMs = Date.now()
  for (const worker of workers) {
    const options = { ...OPTIONS, ...(worker.isReserved && { minPriority: RESERVED_PRIORITY }) }
    worker.id = await boss.work<Row, unknown, typeof options>(queue, options, async (jobs) => {
      worker.isBusy = true
      lastJobMs = Date.now()
      try {
        return await Promise.all(jobs.map(settle))
      } finally {
        worker.isBusy = false
      }
    })
  }
  let turn = 0
  return {
    lastJobMs: () => lastJobMs,
    wake(priority) {
      lastJobMs = Date.now()
      const fit = workers.filter(({ isReserved }) => !isReserved || priority >= RESERVED_PRIORITY)
      const free = fit.filter(({ isBusy }) => !isBusy)
      turn += 1
      const one = free[turn % free.length]
      for (const { id } of one ? [one] : fit) boss.notifyWorker(id)
    },
  }
}
