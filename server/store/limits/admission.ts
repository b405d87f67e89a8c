import {
  ACCEPTED_PERCENT,
  type Admission,
  endOfHour,
  type LimitName,
  type Limits,
  magnitude,
  percentOf,
  REGION_PERCENT,
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
  statement,
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

/** Condition under which a network is quiet. */
const IS_QUIET = `${pointsOf('network')} <= :regionLimit::int`

/**
 * Counts a form in one statement, from the narrowest counter to the widest. A counter that is at its
 * limit stops the rest, so a refused client uses up no shared budget.
 */
const COUNT = statement(`with ${[
  `known as (select 1 from limits where key = :pair::text and expire > ${NOW})`,
  // Count an address only once for a client.
  counter({
    ...{ name: 'client', key: 'addresses', expire: 'windowEnd' },
    after: '(select 1) as form where not exists (select from known)',
    allowed: below('addressesLimit'),
  }),
  'passed as (select 1 from client union all select 1 from known)',
  ...chain('passed', [
    { name: 'pair', key: 'pair', expire: 'windowEnd', allowed: below('requestsLimit') },
    { name: 'household', key: 'household', expire: 'windowEnd', allowed: below('householdLimit') },
    {
      ...{ name: 'network', key: 'network', expire: 'windowEnd' },
      allowed: `${below('networkLimit')} or ${HAS_SHARE}`,
    },
    { name: 'region', key: 'region', expire: 'windowEnd' },
    {
      ...{ name: 'region_hour', key: 'regionHourly', expire: 'hourEnd' },
      allowed: `case when ${IS_QUIET} then ${below('quietHourlyLimit')}
        else ${below('regionHourlyLimit')} end`,
    },
    {
      ...{ name: 'accepted', key: 'accepted', expire: 'hourEnd' },
      allowed: `case when ${pointsOf('region')} <= :regionLimit::int
        then ${below('quietRegionLimit')} else ${below('busyRegionLimit')} end`,
    },
  ]),
].join()}
select ${NAMES.map((name) => `${pointsOf(name)} as ${name}`).join()},
  exists (select from passed) as passed,
  ${expiriesOf(['pair', 'addresses', 'household', 'network', 'region', 'regionHourly', 'accepted'])}`)

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
  const busyRegionLimit = percentOf(limits.accepted.points, ACCEPTED_PERCENT.busyRegion)
  const [row] = await database.query<Row>(
    ...COUNT({
      ...keys,
      ...{ now, windowEnd: now + limits.requests.seconds * 1000, hourEnd },
      requestsLimit: limits.requests.points,
      addressesLimit: limits.addresses.points,
      householdLimit: limits.household.points,
      networkLimit: limits.network.points,
      regionLimit: limits.region.points,
      regionHourlyLimit: limits.regionHourly.points,
      quietHourlyLimit: percentOf(limits.accepted.points, REGION_PERCENT.quiet),
      quietRegionLimit: percentOf(limits.accepted.points, ACCEPTED_PERCENT.quietRegion),
      busyRegionLimit,
    }),
  )
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
  if (row.region_hour === null) {
    return network > limits.region.points
      ? refusedBy('regionHourly', keys.network, keys.regionHourly)
      : refusedBy('regionHourly', keys.regionHourly)
  }
  if (accepted === null) {
    const isBusy = (region ?? 0) > limits.region.points
    return refusedBy('accepted', isBusy ? keys.region : keys.accepted, keys.accepted)
  }
  const weight = [household, network, region ?? 1].reduce((sum, count) => sum + magnitude(count), 0)
  const waitSeconds = accepted > busyRegionLimit ? Math.ceil((hourEnd - now) / 1000) : 0
  return { admission: { kind: 'admitted', load: { weight, waitSeconds } }, blocked: null }
}
