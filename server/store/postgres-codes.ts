import * as z from 'zod'
import type { Codes } from '#lib/reset/codes.ts'
import { ticketSchema } from '#lib/reset/ticket.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

const mailedToken = z.object({ ticket: ticketSchema, cause: z.string() })

/** Creates the store of codes in the database. Usernames and codes are one keyed hash there; tokens are sealed. */
export function postgresCodes({ query }: Database, sealer: Sealer): Codes {
  return {
    async remember(username, code, mailed, until) {
      await query(
        `insert into codes (code, mailed, expires_at) values ($1, $2, $3)
         on conflict (code) do update
           set mailed = excluded.mailed, expires_at = excluded.expires_at`,
        [sealer.keyedHash('code', username, code), await sealer.seal('code', mailed, until), until],
      )
    },
    async find(username, code) {
      const find = 'select mailed from codes where code = any($1) order by expires_at desc limit 1'
      const hashes = sealer.keyedHashes('code', username, code)
      const [row] = await query<{ mailed: string }>(find, [hashes])
      const opened = row && (await sealer.open('code', row.mailed))
      return opened?.kind === 'open' ? mailedToken.parse(opened.value) : null
    },
  }
}
