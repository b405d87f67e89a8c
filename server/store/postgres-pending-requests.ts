import type { PendingRequest, PendingRequests } from '#lib/reset/pending-requests.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

type Row = { locale: string; cause: string | null; asked_at: Date | null }

/**
 * Creates the store of recent requests in the database, in the table `languages`, which held only those at
 * first. Names of customers are keyed hashes there.
 */
export function postgresPendingRequests({ query }: Database, sealer: Sealer): PendingRequests {
  return {
    async remember(names, { locale, cause, askedAt }: PendingRequest, seconds) {
      await query(
        `insert into languages (username, locale, cause, asked_at, expires_at)
         select username, $2, $3, $4, now() + make_interval(secs => $5)
         from unnest($1::text[]) as name (username)
         on conflict (username) do update
           set locale = excluded.locale, cause = excluded.cause, asked_at = excluded.asked_at,
               expires_at = excluded.expires_at`,
        [
          [...new Set(names)].map((name) => sealer.keyedHash('language', name)),
          locale,
          cause ?? null,
          askedAt ?? null,
          seconds,
        ],
      )
    },
    async find(name) {
      const [row] = await query<Row>(
        `select locale, cause, asked_at from languages
         where username = any($1) and expires_at > now()
         order by expires_at desc limit 1`,
        [sealer.keyedHashes('language', name)],
      )
      if (!row) return null
      return {
        locale: row.locale,
        cause: row.cause ?? undefined,
        askedAt: row.asked_at ?? undefined,
      }
    },
  }
}
