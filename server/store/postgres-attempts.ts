import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { ChangeLock, LinkState, ResetPasswordResult } from '#lib/reset/attempts.ts'
import { ticketSchema } from '#lib/reset/ticket.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** How long an attempt may take before its process is taken for dead, in seconds. */
const LEASE = 90
/** How long it is known what was done with a link, in seconds. */
const REMEMBERED = 60 * 60
/** How long the same form sent again is given the same answer, where nothing was changed. */
const SHARED_MS = 2000
const PAUSE_MS = 100

type Row = {
  attempt: string
  state: 'running' | 'failed' | 'changed'
  /** The sealed outcome of the last attempt that failed; null while there is none. */
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

/** What a failed attempt came to, and the newest ticket that was left by any. */
const outcome = z.object({ result: failure, ticket: ticketSchema.nullable() })

/** Attempts in the database: one change at a time for a link, whichever replica is asked. */
export function postgresChangeLock(database: Database, sealer: Sealer): ChangeLock {
  /** Takes a link for an attempt: nobody has it, or whoever had it failed or died. */
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
      [link, attempt, LEASE, SHARED_MS / 1000],
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
    const expiresAt = new Date(Date.now() + REMEMBERED * 1000)
    const isChanged = result.kind === 'changed'
    const left = former.kind === 'tried' ? former.ticket : null
    const ticket = 'retry' in result ? result.retry : left
    const sealed = isChanged ? null : await sealer.seal('result', { result, ticket }, expiresAt)
    // Whoever took over from an attempt that outlived its lease keeps the link, unless it is used.
    await database.query(
      `update attempts set attempt = $2, state = $3, result = $4, settled_at = now(), expires_at = $5
       where link = $1 and state = 'running' and (attempt = $2 or $3 = 'changed')`,
      [link, attempt, isChanged ? 'changed' : 'failed', sealed, expiresAt],
    )
  }

  /** Gives a link back as it was found: nobody has it, and a ticket that was left is still there. */
  async function release(link: string, attempt: string): Promise<void> {
    await database.query(
      `update attempts set attempt = '', state = 'failed', settled_at = now(),
              expires_at = now() + make_interval(secs => $3)
       where link = $1 and attempt = $2 and state = 'running'`,
      [link, attempt, REMEMBERED],
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
      // What was done stays done, whether or not it can be put down.
      await settle(link, attempt, result, former).catch(() => {})
      return result
    },

    stateOf: async (link) => stateOf(await read(link)),
  }
}
