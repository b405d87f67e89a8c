import { randomUUID } from 'node:crypto'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** Days for which an idempotency key is remembered. */
const IDEMPOTENCY_DAYS = 90

/** A request by the API. `isOther`: its idempotency key came with another body. */
type KnownRequest = {
  readonly cause: string
  readonly isOther: boolean
  /** True if its job is in the queue, or was dropped for good. */
  readonly isSettled: boolean
}

/** Requests by the API, so that a repeated one has no second effect. */
export type ApiRequests = {
  /**
   * Finds a request by its idempotency key, or stores a new one.
   * @param apiKey name of the API key: each has idempotency keys of its own
   * @param body the same text for the same request
   */
  findOrAdd(
    apiKey: string,
    idempotencyKey: string,
    request: { kind: string; body: string },
  ): Promise<KnownRequest>
  settle(cause: string): Promise<void>
  /** @returns null for a cause that is not of the API */
  find(cause: string): Promise<{ kind: string; acceptedAt: Date } | null>
}

type Row = { cause: string; body: string; settled: boolean }

const FIND = 'select cause, body, settled from api_requests where key = any($1)'

// The update changes nothing, and makes the statement return the row of a request at the same time.
const ADD = `
  insert into api_requests (key, cause, kind, body, expires_at)
  values ($1, $2, $3, $4, now() + make_interval(days => $5))
  on conflict (key) do update set key = excluded.key
  returning cause, body, settled`

/** Creates the store of requests in the database. Their addresses and keys are keyed hashes there. */
export function postgresApiRequests({ query }: Database, sealer: Sealer): ApiRequests {
  return {
    async findOrAdd(apiKey, idempotencyKey, { kind, body }) {
      const keys = sealer.keyedHashes('api-request', apiKey, idempotencyKey)
      const bodies = sealer.keyedHashes('api-body', body)
      const [known] = await query<Row>(FIND, [keys])
      const added = [keys[0], randomUUID(), kind, bodies[0], IDEMPOTENCY_DAYS]
      const [row] = known ? [known] : await query<Row>(ADD, added)
      if (!row) throw new Error('the request gave no row')
      return { cause: row.cause, isOther: !bodies.includes(row.body), isSettled: row.settled }
    },
    async settle(cause) {
      await query('update api_requests set settled = true where cause = $1', [cause])
    },
    async find(cause) {
      const [row] = await query<{ kind: string; created_at: Date }>(
        'select kind, created_at from api_requests where cause = $1 and settled',
        [cause],
      )
      return row ? { kind: row.kind, acceptedAt: row.created_at } : null
    },
  }
}
