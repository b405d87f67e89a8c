import type { Codes } from '#lib/reset/codes.ts'
import { ticketSchema } from '#lib/reset/ticket.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'

/** Creates the store of codes in the database. Usernames and codes are one keyed hash there; tickets are sealed. */
export function postgresCodes({ query }: Database, sealer: Sealer): Codes {
  const keyOf = (username: string, code: string) => sealer.keyedHash('code', username, code)
  return {
    async remember(username, code, ticket, until) {
      await query(
        `insert into codes (code, ticket, expires_at) values ($1, $2, $3)
         on conflict (code) do update
           set ticket = excluded.ticket, expires_at = excluded.expires_at`,
        [keyOf(username, code), await sealer.seal('code', ticket, until), until],
      )
    },
    async find(username, code) {
      const [row] = await query<{ ticket: string }>('select ticket from codes where code = $1', [
        keyOf(username, code),
      ])
      const opened = row && (await sealer.open('code', row.ticket))
      return opened?.kind === 'open' ? ticketSchema.parse(opened.value) : null
    },
  }
}
