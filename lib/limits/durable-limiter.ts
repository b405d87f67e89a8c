import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from '#lib/store/database.ts'
import { LIMITS, type Limit, type Limiter, type LimitName } from './limits.ts'

/** Counts in the database, for all replicas. Who is blocked is remembered here, and costs no query. */
export function durableLimiter(database: Database, sealer: Sealer): Limiter {
  const storeClient = {
    query: async ({ text, values }: { text: string; values?: unknown[] }) => ({
      rows: await database.query(text, values),
    }),
  }
  const limiterOf = (name: string, { points, seconds }: Limit) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'limits',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: points + 1,
    })
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, limit]) => [name, limiterOf(name, limit)]),
  )

  const keyed = (key: string) => sealer.fingerprint('limit', key)

  return {
    async count(name: LimitName, key: string) {
      try {
        await limiters.get(name)?.consume(keyed(key))
        return null
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      }
    },
    async giveBack(name: LimitName, key: string) {
      await limiters.get(name)?.reward(keyed(key))
    },
  }
}
