import { type Limits, NETWORK_SHARE } from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { counter, expiriesOf, pointsOf, secondsOf } from './counters.ts'

const key = (nth: number) => `$${nth + 3}::text`
const allowed = (nth: number) => `limits.points < $${nth + 6}::int`
const EXPIRE = '$2::bigint'

/** Counts by client, household and network. Each household keeps its share of a full network. */
const STATEMENT = `with ${[
  counter({ name: 'client', key: key(0), expire: EXPIRE, allowed: allowed(0) }),
  counter({
    name: 'household',
    key: key(1),
    expire: EXPIRE,
    after: 'client',
    allowed: allowed(1),
  }),
  counter({
    name: 'network',
    key: key(2),
    expire: EXPIRE,
    after: 'household',
    allowed: `${allowed(2)} or ${pointsOf('household')} <= ${NETWORK_SHARE}`,
  }),
].join()}
select ${['client', 'household', 'network'].map((name) => `${pointsOf(name)} as ${name}`).join()},
  ${expiriesOf([0, 1, 2].map(key))}`

type Row = Record<'client' | 'household' | 'network', number | null> & {
  expiries: Record<string, number> | null
}

/**
 * Counts a form with a password.
 * @param keys of client, household and network
 * @param now in milliseconds
 * @returns null within the limits; else the wait, and the key whose forms are refused until then
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
  // A full network still takes the share of other households: only this one is blocked.
  const blocked = row.client === null ? client : household
  const full = row.household === null ? blocked : network
  const until = Math.min(row.expiries?.[full] ?? now, now + seconds * 1000)
  return { waitSeconds: secondsOf(until - now), blocked }
}
