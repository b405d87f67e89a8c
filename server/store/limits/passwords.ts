import type { Limits } from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { below, chain, expiriesOf, HAS_SHARE, pointsOf, secondsOf, statement } from './counters.ts'

const NAMES = ['client', 'household', 'network'] as const

const EXPIRE = 'windowEnd'

const COUNT = statement(`with ${chain(undefined, [
  { name: 'client', key: 'client', expire: EXPIRE, allowed: below('clientLimit') },
  { name: 'household', key: 'household', expire: EXPIRE, allowed: below('householdLimit') },
  {
    ...{ name: 'network', key: 'network', expire: EXPIRE },
    allowed: `${below('networkLimit')} or ${HAS_SHARE}`,
  },
]).join()}
select ${NAMES.map((name) => `${pointsOf(name)} as ${name}`).join()}, ${expiriesOf(NAMES)}`)

type Row = Record<(typeof NAMES)[number], number | null> & {
  expiries: Record<string, number> | null
}

/**
 * Counts a form with a password.
 * @param keys of client, household and network
 * @param now in milliseconds
 * @returns null within the limits; else the wait, and the key to refuse without a query until then
 */
export async function countPassword(
  database: Database,
  { passwords: { points, seconds } }: Limits,
  keys: readonly string[],
  now: number,
): Promise<{ waitSeconds: number; blocked: string } | null> {
  const [client = '', household = '', network = ''] = keys
  const windowEnd = now + seconds * 1000
  const [row] = await database.query<Row>(
    ...COUNT({
      ...{ now, windowEnd, client, household, network },
      ...{ clientLimit: points, householdLimit: 2 * points, networkLimit: 4 * points },
    }),
  )
  if (!row) throw new Error('the counters gave no row')
  if (row.network !== null) return null
  // A full network still accepts the share of other households, so block only this one.
  const blocked = row.client === null ? client : household
  const full = row.household === null ? blocked : network
  const until = Math.min(row.expiries?.[full] ?? now, windowEnd)
  return { waitSeconds: secondsOf(until - now), blocked }
}
