import { networksOf } from '#lib/client-address.ts'
import { lowerCase } from '#lib/email-address.ts'
import {
  ACCEPTED_PERCENT,
  endOfHour,
  LIMITS,
  type Limiter,
  type LimitName,
  type Limits,
  percentOf,
} from '#lib/reset/limits.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from '#server/store/database.ts'
import { countForm } from './admission.ts'
import { below, chain, counter, NOW, pointsOf, secondsOf, statement } from './counters.ts'
import { invitationPlan } from './invitation-plan.ts'
import { mailBudget } from './mail-budget.ts'
import { countPassword } from './passwords.ts'

const ONE = { key: 'key', expire: 'end' }

const COUNT = statement(`with ${counter({ name: 'counter', ...ONE, allowed: below('limit') })}
  select ${pointsOf('counter')} as counted,
    (select expire from limits where key = :key::text) as end`)

const COUNT_ADDRESS = statement(
  `with ${chain(undefined, [
    { name: 'hourly', key: 'hourlyKey', expire: 'hourlyEnd', allowed: below('hourlyLimit') },
    { name: 'daily', key: 'dailyKey', expire: 'dailyEnd', allowed: below('dailyLimit') },
  ])} select ${pointsOf('daily')} as today`,
)

const RESERVE_MAIL = statement(`with ${counter({ name: 'promised', ...ONE })} select 1`)

const GIVE_BACK = statement(`update limits set points = points - 1
  where key = :key and expire > ${NOW} and points > 0`)

/** Creates a limiter that counts in the database, for all replicas, and caches refusals in memory. */
export function postgresLimiter(
  database: Database,
  sealer: Sealer,
  limits: Limits = LIMITS,
  now: () => number = Date.now,
): Limiter {
  const rowOf = (name: LimitName, key: string) => `${name}:${sealer.keyedHash('limit', key)}`
  const refusals = rememberRefusals<LimitName>()
  const takeMail = mailBudget(database, limits.mails, rowOf('mails', 'all'))
  const planInvitation = invitationPlan(database, limits.invitations, rowOf('invitations', 'all'))

  /** Adds one to a counter. @returns null within the limit; beyond it, the seconds to wait */
  async function countOne(key: string, time: number, end: number, limit: number) {
    const [found] = await database.query<{ counted: number | null; end: string }>(
      ...COUNT({ now: time, key, end, limit }),
    )
    return found?.counted === null ? secondsOf(Number(found.end) - time) : null
  }

  return {
    async count(name, key) {
      const { points, seconds } = limits[name]
      const time = now()
      return countOne(rowOf(name, key), time, time + seconds * 1000, points)
    },
    async admitByApi() {
      const time = now()
      const hourEnd = endOfHour(time)
      const room = percentOf(limits.accepted.points, ACCEPTED_PERCENT.api)
      return countOne(rowOf('accepted', String(hourEnd)), time, hourEnd, room)
    },
    planInvitation: () => planInvitation(now()),
    async refund(name, key) {
      const names: LimitName[] = name === 'address' ? ['addressHourly', 'addressDaily'] : [name]
      // One by one, in the order in which they are counted, because each statement locks its row.
      for (const each of names) {
        const row = rowOf(each, each === 'mails' ? 'all' : key)
        await database.query(...GIVE_BACK({ now: now(), key: row }))
      }
    },
    async countPassword(address) {
      const { client, household, network } = networksOf(address)
      const networks = [`client ${client}`, `household ${household}`, `network ${network}`]
      const keys = networks.map((each) => rowOf('passwords', each))
      const time = now()
      const known = refusals.find(keys, time)
      if (known) return secondsOf(known.restMs)
      const refused = await countPassword(database, limits, keys, time)
      if (refused === null) return null
      refusals.add(refused.blocked, time + refused.waitSeconds * 1000, 'passwords')
      return refused.waitSeconds
    },
    async admit(address, email) {
      const { client, household, network, region } = networksOf(address)
      const time = now()
      const hour = String(endOfHour(time))
      const keys = {
        pair: rowOf('requests', `${client} ${lowerCase(email)}`),
        addresses: rowOf('addresses', client),
        household: rowOf('household', household),
        network: rowOf('network', network),
        region: rowOf('region', region),
        regionHourly: rowOf('regionHourly', `${region} ${hour}`),
        accepted: rowOf('accepted', hour),
      }
      const known = refusals.find(Object.values(keys), time)
      if (known) {
        return { kind: 'refused', limit: known.refusal, waitSeconds: secondsOf(known.restMs) }
      }
      const { admission, blocked } = await countForm(database, limits, keys, time)
      if (admission.kind === 'refused' && blocked) {
        refusals.add(blocked, time + admission.waitSeconds * 1000, admission.limit)
      }
      return admission
    },
    async countAddress(address) {
      const { addressHourly, addressDaily } = limits
      const time = now()
      const [row] = await database.query<{ today: number | null }>(
        ...COUNT_ADDRESS({
          now: time,
          hourlyKey: rowOf('addressHourly', address),
          hourlyEnd: time + addressHourly.seconds * 1000,
          hourlyLimit: addressHourly.points,
          dailyKey: rowOf('addressDaily', address),
          dailyEnd: time + addressDaily.seconds * 1000,
          dailyLimit: addressDaily.points,
        }),
      )
      return row?.today ?? null
    },
    async reserveMail(waitSeconds) {
      const time = now()
      const hourEnd = endOfHour(time + waitSeconds * 1000)
      const key = rowOf('accepted', String(hourEnd))
      await database.query(...RESERVE_MAIL({ now: time, key, end: hourEnd }))
    },
    takeMail: (kind) => takeMail(kind, now()),
  }
}

const MAX_REFUSED_KEYS = 10_000

/** Creates a cache of refused keys, so that a flood of refused forms costs no queries. */
function rememberRefusals<Refusal>() {
  const refusals = new Map<string, { until: number; refusal: Refusal }>()
  return {
    /** Finds the refusal of the first refused key, and its remaining milliseconds; null for none. */
    find(keys: readonly string[], now: number) {
      for (const key of keys) {
        const found = refusals.get(key)
        if (found && found.until > now) {
          return { refusal: found.refusal, restMs: found.until - now }
        }
        refusals.delete(key)
      }
      return null
    },
    add(key: string, until: number, refusal: Refusal): void {
      // A map keeps the order of insertion: drop the oldest.
      const [oldest] = refusals.keys()
      if (refusals.size >= MAX_REFUSED_KEYS && oldest !== undefined) refusals.delete(oldest)
      refusals.set(key, { until, refusal })
    },
  }
}
