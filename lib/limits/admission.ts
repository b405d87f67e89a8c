import type { Database } from '#lib/store/database.ts'
import { counter, PARAMETERS, pointsOf } from './counters.ts'
import {
  type Admission,
  BUDGET_PERCENT,
  type LimitName,
  type Limits,
  magnitude,
  NETWORK_SHARE,
} from './limits.ts'

/** The keys under which a form is counted. */
export type AdmissionKeys = {
  /** The client together with the address that it asks for. */
  readonly pair: string
  readonly requests: string
  readonly addresses: string
  readonly household: string
  readonly network: string
  readonly region: string
  readonly accepted: string
}

type Row = Record<'client' | 'household' | 'network' | 'region' | 'accepted', number | null> & {
  pair: number
  expiries: Record<string, number> | null
}

const WINDOW_END = '$2::bigint'
const HOUR_END = '$3::bigint'
const key = (nth: number) => `$${nth}::text`
const number = (nth: number) => `$${nth}::int`

/**
 * Counts a form in one statement, from the narrowest counter to the widest. A counter at its limit stops
 * the rest, so a refused form uses up nothing of a wider network.
 */
const STATEMENT = `with ${[
  counter({ name: 'pair', key: key(4), expire: WINDOW_END }),
  // A new address counts as one more address; one that was asked for before counts as a repetition.
  counter({
    name: 'client',
    key: `case when points = 1 then ${key(6)} else ${key(5)} end`,
    expire: WINDOW_END,
    after: 'pair',
    allowed: `limits.points < case when limits.key = ${key(6)} then ${number(12)} else ${number(11)} - 1 end`,
  }),
  counter({
    name: 'household',
    key: key(7),
    expire: WINDOW_END,
    after: 'client',
    allowed: `limits.points < ${number(13)}`,
  }),
  counter({
    name: 'network',
    key: key(8),
    expire: WINDOW_END,
    after: 'household',
    allowed: `limits.points < ${number(14)} or ${pointsOf('household')} <= ${NETWORK_SHARE}`,
  }),
  counter({ name: 'region', key: key(9), expire: WINDOW_END, after: 'network' }),
  counter({
    name: 'accepted',
    key: key(10),
    expire: HOUR_END,
    after: 'region',
    allowed: `limits.points < case when ${pointsOf('region')} <= ${number(15)} then ${number(17)} else ${number(16)} end`,
  }),
].join()}
select ${['pair', 'client', 'household', 'network', 'region', 'accepted']
  .map((name) => `${pointsOf(name)} as ${name}`)
  .join()},
  (select json_object_agg(key, expire) from limits
   where key in (${[4, 5, 6, 7, 8, 9, 10].map(key).join()}) and expire > ${PARAMETERS.now}) as expiries`

/** Calculates the points of a percentage of the hour's budget; at least 1. */
export const budgetOf = ({ points }: { points: number }, percent: number) =>
  Math.max(1, Math.floor((points * percent) / 100))

/**
 * Counts a form that asks for a link.
 * @param now in milliseconds
 * @returns the decision; `blocked` is the key whose forms are refused for as long, null for none
 */
export async function countForm(
  database: Database,
  limits: Limits,
  keys: AdmissionKeys,
  now: number,
): Promise<{ admission: Admission; blocked: string | null }> {
  const hourEnd = endOfHour(now)
  const anybody = budgetOf(limits.accepted, BUDGET_PERCENT.anybody)
  const [row] = await database.query<Row>(STATEMENT, [
    now,
    now + limits.requests.seconds * 1000,
    hourEnd,
    keys.pair,
    keys.requests,
    keys.addresses,
    keys.household,
    keys.network,
    keys.region,
    keys.accepted,
    limits.requests.points,
    limits.addresses.points,
    limits.household.points,
    limits.network.points,
    limits.region.points,
    anybody,
    budgetOf(limits.accepted, BUDGET_PERCENT.first),
  ])
  if (!row) throw new Error('the counters gave no row')
  const { household, network, region, accepted } = row
  /** Refuses until the first of the rows expires. After that the answer may differ. */
  const refusedBy = (limit: LimitName, blocked: string, ...rows: string[]) => {
    const ends = [blocked, ...rows].flatMap((name) => row.expiries?.[name] ?? [])
    const until = Math.min(now + limits[limit].seconds * 1000, ...ends)
    const waitSeconds = Math.max(1, Math.ceil((until - now) / 1000))
    return { admission: { kind: 'refused' as const, limit, waitSeconds }, blocked }
  }
  if (row.client === null) {
    return row.pair === 1
      ? refusedBy('addresses', keys.addresses)
      : refusedBy('requests', keys.pair, keys.requests)
  }
  if (household === null) return refusedBy('household', keys.household)
  if (network === null) return refusedBy('network', keys.household, keys.network)
  if (accepted === null) {
    const isBusy = (region ?? 0) > limits.region.points
    return refusedBy('accepted', isBusy ? keys.region : keys.accepted, keys.accepted)
  }
  const weight = [household, network, region ?? 1].reduce((sum, count) => sum + magnitude(count), 0)
  const waitSeconds = accepted > anybody ? Math.ceil((hourEnd - now) / 1000) : 0
  return { admission: { kind: 'admitted', standing: { weight, waitSeconds } }, blocked: null }
}

/** The end of the clock hour, in milliseconds: requests and mails of the site share its hours. */
export const endOfHour = (now: number) => (Math.floor(now / 3_600_000) + 1) * 3_600_000
