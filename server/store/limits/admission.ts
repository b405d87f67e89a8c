import {
  ACCEPTED_PERCENT,
  type Admission,
  endOfHour,
  type LimitName,
  type Limits,
  magnitude,
  percentOf,
} from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import {
  below,
  chain,
  counter,
  expiriesOf,
  HAS_SHARE,
  NOW,
  pointsOf,
  secondsOf,
} from './counters.ts'

/** The keys under which a form is counted. */
export type AdmissionKeys = {
  /** The client together with the address that it asks for. */
  readonly pair: string
  readonly addresses: string
  readonly household: string
  readonly network: string
  readonly region: string
  /** The region and the site, in this clock hour. */
  readonly regionHourly: string
  readonly accepted: string
}

const NAMES = ['pair', 'household', 'network', 'region', 'region_hour', 'accepted'] as const

type Row = Record<(typeof NAMES)[number], number | null> & {
  passed: boolean
  expiries: Record<string, number> | null
}

/**
 * Counts a form in one statement, from the narrowest counter to the widest. A counter that is at its
 * limit stops the rest, so a refused client uses up no shared budget.
 */
const STATEMENT = `with ${[
  `known as (select 1 from limits where key = $4::text and expire > ${NOW})`,
  // Count an address only once for a client.
  counter({
    name: 'client',
    key: 5,
    expire: 2,
    after: '(select 1) as form where not exists (select from known)',
    allowed: below(12),
  }),
  'passed as (select 1 from client union all select 1 from known)',
  ...chain('passed', [
    { name: 'pair', key: 4, expire: 2, allowed: below(11) },
    { name: 'household', key: 6, expire: 2, allowed: below(13) },
    { name: 'network', key: 7, expire: 2, allowed: `${below(14)} or ${HAS_SHARE}` },
    { name: 'region', key: 8, expire: 2 },
    { name: 'region_hour', key: 9, expire: 3, allowed: below(15) },
    {
      name: 'accepted',
      key: 10,
      expire: 3,
      allowed: `case when ${pointsOf('region')} <= $16::int then ${below(18)} else ${below(17)} end`,
    },
  ]),
].join()}
select ${NAMES.map((name) => `${pointsOf(name)} as ${name}`).join()},
  exists (select from passed) as passed,
  ${expiriesOf([4, 5, 6, 7, 8, 9, 10])}`

/**
 * Counts a form that asks for a link.
 * @param now in milliseconds
 * @returns the decision. `blocked` is the key to refuse without a query until the wait is over; null: none
 */
export async function countForm(
  database: Database,
  limits: Limits,
  keys: AdmissionKeys,
  now: number,
): Promise<{ admission: Admission; blocked: string | null }> {
  const hourEnd = endOfHour(now)
  const anybody = percentOf(limits.accepted.points, ACCEPTED_PERCENT.anybody)
  const [row] = await database.query<Row>(STATEMENT, [
    now,
    now + limits.requests.seconds * 1000,
    hourEnd,
    keys.pair,
    keys.addresses,
    keys.household,
    keys.network,
    keys.region,
    keys.regionHourly,
    keys.accepted,
    limits.requests.points,
    limits.addresses.points,
    limits.household.points,
    limits.network.points,
    limits.regionHourly.points,
    limits.region.points,
    anybody,
    percentOf(limits.accepted.points, ACCEPTED_PERCENT.quiet),
  ])
  if (!row) throw new Error('the counters gave no row')
  const { household, network, region, accepted } = row
  /** Refuses until the first of the rows expires. After that the answer may differ. */
  const refusedBy = (limit: LimitName, blocked: string, ...rows: string[]) => {
    const ends = [blocked, ...rows].flatMap((name) => row.expiries?.[name] ?? [])
    const until = Math.min(now + limits[limit].seconds * 1000, ...ends)
    const waitSeconds = secondsOf(until - now)
    return { admission: { kind: 'refused' as const, limit, waitSeconds }, blocked }
  }
  if (!row.passed) return refusedBy('addresses', keys.addresses)
  if (row.pair === null) return refusedBy('requests', keys.pair)
  if (household === null) return refusedBy('household', keys.household)
  if (network === null) return refusedBy('network', keys.household, keys.network)
  if (row.region_hour === null) return refusedBy('regionHourly', keys.regionHourly)
  if (accepted === null) {
    const isBusy = (region ?? 0) > limits.region.points
    return refusedBy('accepted', isBusy ? keys.region : keys.accepted, keys.accepted)
  }
  const weight = [household, network, region ?? 1].reduce((sum, count) => sum + magnitude(count), 0)
  const waitSeconds = accepted > anybody ? Math.ceil((hourEnd - now) / 1000) : 0
  return { admission: { kind: 'admitted', standing: { weight, waitSeconds } }, blocked: null }
}
