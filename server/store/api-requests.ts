import { randomUUID } from 'node:crypto'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** Days for which an idempotency key is remembered. */
const IDEMPOTENCY_DAYS = 90

/** A request by the API. `isOther`: its idempotency key came with another body. */
type KnownRequest = {
  readonly cause: string
  readonly isOther: boolean
  /** True if this call has stored it: no earlier one can have had an effect. */
  readonly isNew: boolean
  /** True if its job is in the queue, or was dropped for good. */
  readonly isSettled: boolean
  /** Lease of this call, which must handle the request, then settle, release or forget it. Null: there is nothing to handle. */
  readonly lease: Lease | null
}

/** The right to handle a request, for 90 seconds. A later lease ends an earlier one. */
type Lease = { readonly cause: string; readonly until: string }

/** Requests by the API, so that a repeated one has no second effect. */
export type ApiRequests = {
  /**
   * Finds a request by its idempotency key, or stores a new one. Leases it to the caller, unless it is settled.
   * @param apiKey name of the API key: each has idempotency keys of its own
   * @param body the same text for the same request
   */
  findOrAdd(
    apiKey: string,
    idempotencyKey: string,
    request: { kind: string; body: string },
  ): Promise<KnownRequest>
  settle(cause: string): Promise<void>
  /** Ends the lease of a request that failed: it may have had an effect. The same body can be sent again. */
  release(lease: Lease): Promise<void>
  /** Forgets a new request that had no effect. Its idempotency key can be used with another body. */
  forget(lease: Lease): Promise<void>
  /** @returns null for a cause that is not of the API */
  find(cause: string): Promise<{ kind: string; acceptedAt: Date } | null>
}

/** Seconds after which another call may handle a request. Longer than connecting and a query may take. */
const LEASE_SECONDS = 90

type Row = { cause: string; body: string; settled: boolean; until: string }

// As text, because a `Date` would lose the microseconds.
const COLUMNS = 'cause, body, settled, leased_until::text as until'

const FIND = `select ${COLUMNS} from api_requests where key = any($1)`

const ADD = `
  insert into api_requests (key, cause, kind, body, expires_at, leased_until)
  values ($1, $2, $3, $4, now() + make_interval(days => $5), now() + make_interval(secs => $6))
  on conflict (key) do nothing
  returning ${COLUMNS}`

const LEASE = `
  update api_requests set leased_until = now() + make_interval(secs => $2)
  where key = any($1) and body = any($3) and not settled and coalesce(leased_until <= now(), true)
  returning ${COLUMNS}`

const LEASED = 'where cause = $1 and leased_until = $2::timestamptz and not settled'

/** Creates the store of requests in the database. Their addresses and keys are keyed hashes there. */
export function postgresApiRequests({ query }: Database, sealer: Sealer): ApiRequests {
  return {
    async findOrAdd(apiKey, idempotencyKey, { kind, body }) {
      const keys = sealer.keyedHashes('api-request', apiKey, idempotencyKey)
      const bodies = sealer.keyedHashes('api-body', body)
      const [known] = await query<Row>(FIND, [keys])
      const added = [keys[0], randomUUID(), kind, bodies[0], IDEMPOTENCY_DAYS, LEASE_SECONDS]
      const [leased] = known?.settled
        ? []
        : known
          ? await query<Row>(LEASE, [keys, LEASE_SECONDS, bodies])
          : await query<Row>(ADD, added)
      const [row] = leased ? [leased] : await query<Row>(FIND, [keys])
      if (!row) throw new Error('the request gave no row')
      const { cause, settled: isSettled } = row
      return {
        cause,
        isOther: !bodies.includes(row.body),
        isNew: !known && leased !== undefined,
        isSettled,
        lease: leased ? { cause, until: leased.until } : null,
      }
    },
    async settle(cause) {
      await query('update api_requests set settled = true where cause = $1', [cause])
    },
    async release(lease) {
      await query(`update api_requests set leased_until = null ${LEASED}`, [
        lease.cause,
        lease.until,
      ])
    },
    async forget(lease) {
      await query(`delete from api_requests ${LEASED}`, [lease.cause, lease.until])
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
