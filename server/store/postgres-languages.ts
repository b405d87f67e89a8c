import type { Languages } from '#lib/reset/languages.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** Creates the store of languages in the database. Usernames are keyed hashes there. */
export function postgresLanguages({ query }: Database, sealer: Sealer): Languages {
  const keyOf = (username: string) => sealer.keyedHash('language', username)
  return {
    async remember(username, locale, seconds) {
      await query(
        `insert into languages (username, locale, expires_at)
         values ($1, $2, now() + make_interval(secs => $3))
         on conflict (username) do update
           set locale = excluded.locale, expires_at = excluded.expires_at`,
        [keyOf(username), locale, seconds],
      )
    },
    async find(username) {
      const [row] = await query<{ locale: string }>(
        'select locale from languages where username = $1 and expires_at > now()',
        [keyOf(username)],
      )
      return row?.locale ?? null
    },
  }
}
