import type { PgBoss } from 'pg-boss'
import { BATCH, type WorkerPool } from './worker-pool.ts'

const LOOK_MS = 2000
/** Time without a job after which only every fifth look happens. Longer than the longest retry delay. */
const REST_MS = 90_000
const LOOKS_AT_REST = 5
/** Number of looks between two searches for jobs of dead processes, and between two rounds of maintenance. */
const STALE_EVERY = 5
const SUPERVISE_EVERY = 30

/** Selects the due jobs of each queue, highest priority first, as many as its workers can take. */
const DUE = `
  select q.name, j.priority from unnest($1::text[]) as q (name)
  cross join lateral (
    select priority from pgboss.job
    where name = q.name and state < 'active' and not blocked and start_after <= now()
    order by priority desc, created_on limit $2
  ) as j`

const STALE = `
  select exists (
    select from pgboss.job
    where state = 'active' and heartbeat_on < now() - make_interval(secs => $1)
  ) as stale`

/**
 * Finds due jobs, with one query for all queues, and wakes workers for them. Also makes pg-boss return
 * the jobs of dead processes, and delete old jobs.
 */
export function watchQueues(
  boss: PgBoss,
  pools: ReadonlyMap<string, WorkerPool>,
  heartbeatSeconds: number,
) {
  const database = boss.getDb()
  let ticks = 0
  let looking: Promise<void> | null = null

  async function look(tick: number): Promise<void> {
    const { rows } = await database.executeSql(DUE, [[...pools.keys()], 4 * BATCH])
    const due = rows as { name: string; priority: number }[]
    for (const [queue, pool] of pools) {
      const own = due.filter(({ name }) => name === queue)
      for (let nth = 0; nth < own.length; nth += BATCH) pool.wake(own[nth]?.priority ?? 0)
    }
    if (tick % SUPERVISE_EVERY === 0 || (tick % STALE_EVERY === 0 && (await hasStale()))) {
      await boss.supervise()
    }
  }

  async function hasStale(): Promise<boolean> {
    const { rows } = await database.executeSql(STALE, [heartbeatSeconds])
    return (rows[0] as { stale: boolean } | undefined)?.stale ?? false
  }

  const timer = setInterval(() => {
    ticks += 1
    const lastJobMs = Math.max(...[...pools.values()].map((pool) => pool.lastJobMs()))
    const isAtRest = Date.now() - lastJobMs > REST_MS
    if (isAtRest && ticks % LOOKS_AT_REST !== 0) return
    // Ignore a failure: workers and forms report it too when the database is down.
    looking ??= look(ticks)
      .catch(() => {})
      .finally(() => {
        looking = null
      })
  }, LOOK_MS)

  return {
    /** Stops looking, and settles when the last look has ended. */
    async end(): Promise<void> {
      clearInterval(timer)
      await looking
    },
  }
}
