import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { lowerCase } from '#lib/address-case.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Database } from '#lib/store/database.ts'
import { countForm } from './admission.ts'
import { networksOf } from './client-networks.ts'
import { counter, pointsOf } from './counters.ts'
import { LIMITS, type Limit, type Limiter, type LimitName, type Limits } from './limits.ts'
import { mailBudget } from './mail-budget.ts'
import { rememberRefusals } from './refusals.ts'

const COUNT_ADDRESS = `with ${counter({ name: 'hourly', key: '$2::text', expire: '$3::bigint', allowed: 'limits.points < $4::int' })},
  ${counter({ name: 'daily', key: '$5::text', expire: '$6::bigint', after: 'hourly', allowed: 'limits.points < $7::int' })}
  select ${pointsOf('daily')} as today`

const GIVE_BACK =
  'update limits set points = points - 1 where key = $1 and expire > $2 and points > 0'

/** Counts in the database, for all replicas. A client that is refused is remembered in memory. */
export function durableLimiter(
  database: Database,
  sealer: Sealer,
  limits: Limits = LIMITS,
  now: () => number = Date.now,
): Limiter {
  const storeClient = {
    query: async ({ text, values }: { text: string; values?: unknown[] }) => ({
      rows: await database.query(text, values),
    }),
  }
  const limiterOf = (name: string, { points, seconds }: Limit) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'limits',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: points + 1,
    })
  const limiters = {
    passwords: limiterOf('passwords', limits.passwords),
    attempts: limiterOf('attempts', limits.attempts),
  }
  const keyed = (key: string) => sealer.fingerprint('limit', key)
  const rowOf = (name: LimitName, key: string) => `${name}:${keyed(key)}`
  const refusals = rememberRefusals<LimitName>()
  const takeMail = mailBudget(database, limits.mails, rowOf('mails', 'all'))

  return {
    async count(name, key) {
      try {
        await limiters[name].consume(keyed(key))
        return null
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      }
    },
    async giveBack(name, key) {
      await database.query(GIVE_BACK, [rowOf(name, name === 'mails' ? 'all' : key), now()])
    },
    async admit(address, email) {
      const { client, household, network, region } = networksOf(address)
      const keys = {
        pair: rowOf('requests', `${client} ${lowerCase(email)}`),
        requests: rowOf('requests', client),
        addresses: rowOf('addresses', client),
        household: rowOf('household', household),
        network: rowOf('network', network),
        region: rowOf('region', region),
        accepted: rowOf('accepted', 'all'),
      }
      const time = now()
      const known = refusals.find(
        [keys.pair, keys.addresses, keys.household, keys.region, keys.accepted],
        time,
      )
      if (known) {
        const waitSeconds = Math.max(1, Math.ceil(known.restMs / 1000))
        return { kind: 'refused', limit: known.refusal, waitSeconds }
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
      const [row] = await database.query<{ today: number | null }>(COUNT_ADDRESS, [
        time,
        rowOf('addressHourly', address),
        time + addressHourly.seconds * 1000,
        addressHourly.points,
        rowOf('addressDaily', address),
        time + addressDaily.seconds * 1000,
        addressDaily.points,
      ])
      return row?.today ?? null
    },
    takeMail: (share) => takeMail(share, now()),
  }
}
