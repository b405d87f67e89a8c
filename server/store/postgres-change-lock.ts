import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { ChangeLock, LinkState, ResetPasswordResult } from '#lib/reset/change-lock.ts'
import { ticketSchema } from '#lib/reset/ticket.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** Lease of an attempt in seconds. After that its process counts as dead. */
const LEASE_SECONDS = 90
/** Time in which the state of a link is kept, in seconds. */
const REMEMBERED_SECONDS = 60 * 60
/** Time in which a repeated form gets the result of the failed attempt instead of a new attempt. */
const SHARED_MS = 2000
const PAUSE_MS = 100

type Row = {
  attempt: string
  state: 'running' | 'failed' | 'changed'
  /** Sealed outcome of the last failed attempt; null without one. */
  result: string | null
}

const failure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link-invalid') }),
  z.object({
    kind: z.literal('password-refused'),
    reason: z.literal('refused'),
    retry: ticketSchema,
  }),
  z.object({ kind: z.literal('unconfirmed'), retry: ticketSchema }),
  z.object({ kind: z.literal('unavailable'), retry: ticketSchema }),
])

/** Result of a failed attempt, and the newest ticket that any attempt has left. */
const outcome = z.object({ result: failure, ticket: ticketSchema.nullable() })

/** Creates the lock in the database: one change of a link at a time, across all replicas. */
export function postgresChangeLock(database: Database, sealer: Sealer): ChangeLock {
  /** Takes the lease of a link, unless an attempt holds it or has succeeded, or the same one just failed. */
  async function claim(link: string, attempt: string): Promise<boolean> {
    const claimed = await database.query(
      `insert into attempts (link, attempt, state, expires_at)
       values ($1, $2, 'running', now() + make_interval(secs => $3))
       on conflict (link) do update
         set attempt = excluded.attempt, state = 'running', settled_at = null,
             expires_at = excluded.expires_at
         where attempts.expires_at < now()
            or (attempts.state = 'failed' and (attempts.attempt <> excluded.attempt
                or attempts.settled_at < now() - make_interval(secs => $4)))
       returning link`,
      [link, attempt, LEASE_SECONDS, SHARED_MS / 1000],
    )
    return claimed.length > 0
  }

  async function read(link: string): Promise<Row | undefined> {
    const query =
      'select attempt, state, result from attempts where link = $1 and expires_at >= now()'
    return (await database.query<Row>(query, [link]))[0]
  }

  async function settle(
    link: string,
    attempt: string,
    result: ResetPasswordResult,
    former: LinkState,
  ): Promise<void> {
    const expiresAt = new Date(Date.now() + REMEMBERED_SECONDS * 1000)
    const isChanged = result.kind === 'changed'
    const left = former.kind === 'tried' ? former.ticket : null
    const ticket = 'retry' in result ? result.retry : left
    const sealed = isChanged ? null : await sealer.seal('result', { result, ticket }, expiresAt)
    // If the lease has expired and another attempt holds it, do not overwrite that, except with `changed`.
    await database.query(
      `update attempts set attempt = $2, state = $3, result = $4, settled_at = now(), expires_at = $5
       where link = $1 and state = 'running' and (attempt = $2 or $3 = 'changed')`,
      [link, attempt, isChanged ? 'changed' : 'failed', sealed, expiresAt],
    )
  }

  /** Releases the lease of an attempt without a result. Keeps the outcome of the attempt before. */
  async function release(link: string, attempt: string): Promise<void> {
    await database.query(
      `update attempts set attempt = '', state = 'failed', settled_at = now(),
              expires_at = now() + make_interval(secs => $3)
       where link = $1 and attempt = $2 and state = 'running'`,
      [link, attempt, REMEMBERED_SECONDS],
    )
  }

  async function outcomeOf(row: Row) {
    if (row.result === null) return null
    const opened = await sealer.open('result', row.result)
    return opened.kind === 'open' ? (outcome.safeParse(opened.value).data ?? null) : null
  }

  async function stateOf(row: Row | undefined): Promise<LinkState> {
    if (!row) return { kind: 'untried' }
    if (row.state === 'changed') return { kind: 'used' }
    const ticket = (await outcomeOf(row))?.ticket
    return ticket ? { kind: 'tried', ticket } : { kind: 'untried' }
  }

  return {
    async runOnce({ link, ticket }, attempt, change) {
      while (!(await claim(link, attempt))) {
        const row = await read(link)
        if (row?.state === 'changed') {
          return { kind: row.attempt === attempt ? 'changed' : 'link-used' }
        }
        if (row?.state === 'failed' && row.attempt === attempt) {
          const failed = await outcomeOf(row)
          if (failed) return failed.result
        }
        await sleep(PAUSE_MS)
      }
      const former = await stateOf(await read(link))
      const own = former.kind === 'tried' ? former.ticket : ticket
      const result = await change(own).catch(async (error) => {
        await release(link, attempt).catch(() => {})
        throw error
      })
      // Ignore an error: the change has happened, even if it cannot be recorded.
      await settle(link, attempt, result, former).catch(() => {})
      return result
    },

    stateOf: async (link) => stateOf(await read(link)),
  }
}
