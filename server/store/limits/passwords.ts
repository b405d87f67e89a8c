import type { Limits } from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { below, chain, expiriesOf, HAS_SHARE, pointsOf, secondsOf } from './counters.ts'

const NAMES = ['client', 'household', 'network'] as const

const STATEMENT = `with ${chain(undefined, [
  { name: 'client', key: 3, expire: 2, allowed: below(6) },
  { name: 'household', key: 4, expire: 2, allowed: below(7) },
  { name: 'network', key: 5, expire: 2, allowed: `${below(8)} or ${HAS_SHARE}` },
]).join()}
select ${NAMES.map((name) => `${pointsOf(name)} as ${name}`).join()},
  ${expiriesOf([3, 4, 5])}`

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
  const [row] = await database.query<Row>(STATEMENT, [
    ...[now, now + seconds * 1000],
    ...[client, household, network],
    ...[points, 2 * points, 4 * points],
  ])
  if (!row) throw new Error('the counters gave no row')
  if (row.network !== null) return null
  // A full network still accepts the share of other households, so block only this one.
  const blocked = row.client === null ? client : household
  const full = row.household === null ? blocked : network
  const until = Math.min(row.expiries?.[full] ?? now, now + seconds * 1000)
  return { waitSeconds: secondsOf(until - now), blocked }
}
