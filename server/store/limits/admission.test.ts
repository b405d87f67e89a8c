import { randomInt } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  type Admission,
  LIMIT_DEFAULTS,
  LIMITS,
  type Limiter,
  limitsWith,
  NETWORK_SHARE,
} from '#lib/reset/limits.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import { postgresLimiter } from './postgres-limiter.ts'

/** A quarter past an hour: the site's hour ends after every window of a client. */
const QUARTER_PAST = Date.parse('2026-03-01T12:15:00Z')

const database = temporaryDatabase()
let time = QUARTER_PAST
beforeEach(async () => {
  time = QUARTER_PAST
  await database().query('delete from limits')
})

const limiter = (settings = {}) =>
  postgresLimiter(database(), sealer, limitsWith({ ...LIMIT_DEFAULTS, ...settings }), () => time)

let asked = 0
const fresh = () => {
  asked += 1
  return `somebody-${asked}@example.com`
}

/** Sends forms, each from the next client and for a new address. */
async function ask(limits: Limiter, times: number, clientOf: (nth: number) => string) {
  const answers: Admission[] = []
  for (let nth = 0; nth < times; nth += 1) answers.push(await limits.admit(clientOf(nth), fresh()))
  return answers
}

const outcome = (answer: Admission) => (answer.kind === 'refused' ? answer.limit : answer.kind)
const tally = (answers: Admission[]) => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1
  return counts
}

const hex = (nth: number) => nth.toString(16)
/** Make the nth /64, /56 and /48 of a larger network. */
const of56 = (nth: number) => `2001:db8:1:42${hex(nth + 16)}:${hex(randomInt(65_536))}::1`
const of48 = (nth: number) => `2001:db8:2:${hex(nth)}00::1`
const of32 = (nth: number) => `2001:db8:${hex(nth)}::1`

describe('a client', () => {
  test('may ask ten times for one address, however it is typed, and then has to wait', async () => {
    const limits = limiter()
    const spellings = ['Ada@example.com', 'ada@example.com']
    const answers: Admission[] = []
    for (let nth = 0; nth < 12; nth += 1) {
      answers.push(await limits.admit('192.0.2.7', spellings[nth % 2] ?? ''))
    }
    expect(answers.slice(0, 10).map(outcome)).toEqual(Array(10).fill('admitted'))
    expect(answers.slice(10)).toEqual(
      Array(2).fill({ kind: 'refused', limit: 'requests', waitSeconds: LIMITS.requests.seconds }),
    )
  })

  test('may ask for more addresses than it may ask for one, as an office does', async () => {
    const limits = limiter({ requestsPerClient: 3, addressesPerClient: 12 })
    const answers = await ask(limits, 14, () => '192.0.2.7')
    expect(tally(answers)).toEqual({ admitted: 12, addresses: 2 })
  })

  test('may ask again when its ten minutes are over', async () => {
    const limits = limiter({ addressesPerClient: 2 })
    expect(tally(await ask(limits, 4, () => '192.0.2.7'))).toEqual({ admitted: 2, addresses: 2 })
    time += LIMITS.addresses.seconds * 1000
    expect(tally(await ask(limits, 2, () => '192.0.2.7'))).toEqual({ admitted: 2 })
  })

  test('is limited by the numbers that the operator has set', async () => {
    const limits = limiter({ requestsPerClient: 2, addressesPerClient: 3 })
    const again = await Promise.all([1, 2, 3].map(() => limits.admit('192.0.2.8', 'x@y.example')))
    expect(tally(again)).toEqual({ admitted: 2, requests: 1 })
    expect(tally(await ask(limits, 4, () => '192.0.2.7'))).toEqual({ admitted: 3, addresses: 1 })
  })

  test('is counted by all replicas together', async () => {
    const replicas = Array.from({ length: 12 }, () => limiter())
    const answers = replicas.map((each) => each.admit('192.0.2.7', 'x@y.example'))
    expect(tally(await Promise.all(answers))).toEqual({ admitted: 10, requests: 2 })
  })
})

describe('a flood', () => {
  test('from the /64s of one /56 counts as one household, and affects no other (FR-04)', async () => {
    const limits = limiter({ addressesPerClient: 5 })
    expect(tally(await ask(limits, 15, of56))).toEqual({ admitted: 10, household: 5 })
    expect(tally(await ask(limits, 20, of48))).toEqual({ admitted: 20 })
  })

  test('from the /56s of one /48 counts as one network, in which each household keeps its share', async () => {
    const limits = limiter({ addressesPerClient: 5 })
    expect(tally(await ask(limits, 30, of48))).toEqual({ admitted: 30 })
    const again = await ask(limits, 60, (nth) => of48(nth % 30))
    expect(tally(again)).toEqual({ admitted: 30 * (NETWORK_SHARE - 1), network: 30 })
  })

  test('from one IPv4 /24 counts as one network too', async () => {
    const limits = limiter({ addressesPerClient: 5 })
    const answers = await ask(limits, 60, (nth) => `192.0.2.${nth % 20}`)
    expect(tally(answers)).toEqual({ admitted: 40, network: 20 })
  })

  test('that is refused costs no queries', async () => {
    let queries = 0
    const counting = {
      ...database(),
      query: <Row extends object>(text: string, values?: unknown[]) => {
        queries += 1
        return database().query<Row>(text, values)
      },
    }
    const few = limitsWith({ ...LIMIT_DEFAULTS, addressesPerClient: 2 })
    const limits = postgresLimiter(counting, sealer, few, () => time)
    await ask(limits, few.household.points + 1, of56)
    const before = queries
    const answers = await ask(limits, 50, of56)
    expect(tally(answers)).toEqual({ household: 50 })
    expect(queries).toBe(before)
  })
})

describe('the site', () => {
  const small = { mailsPerHour: 200 }
  const of4Regions = (nth: number) => `198.${nth % 4}.${nth}.1`
  const ofManyRegions = (nth: number) => `203.${nth}.100.1`

  test('refuses busy regions first, and keeps room for quiet ones', async () => {
    const limits = limiter(small)
    const flood = await ask(limits, 180, of4Regions)
    expect(tally(flood)).toEqual({ admitted: 160, accepted: 20 })
    expect(flood.at(-1)).toMatchObject({ waitSeconds: LIMITS.region.seconds })
    const quiet = await ask(limits, 35, ofManyRegions)
    expect(tally(quiet)).toEqual({ admitted: 30, accepted: 5 })
    expect(quiet.at(-1)).toMatchObject({ waitSeconds: 45 * 60 })
  })

  test('takes requests again with the next hour', async () => {
    const limits = limiter(small)
    await ask(limits, 170, of4Regions)
    time += 45 * 60_000
    expect(tally(await ask(limits, 10, of4Regions))).toEqual({ admitted: 10 })
  })

  test('gives no region more than 35 % of its hour (FR-04)', async () => {
    const limits = limiter(small)
    expect(tally(await ask(limits, 80, of32))).toEqual({ admitted: 70, regionHourly: 10 })
    time += 10 * 60_000
    expect(await limits.admit(of32(99), fresh())).toMatchObject({ waitSeconds: 35 * 60 })
    expect(tally(await ask(limits, 10, ofManyRegions))).toEqual({ admitted: 10 })
  })

  test('gives one network no more than 25 %, and then still takes requests of its neighbours', async () => {
    const limits = limiter(small)
    const flood = await ask(limits, 60, of48)
    expect(tally(flood)).toEqual({ admitted: 50, regionHourly: 10 })
    expect(flood.at(-1)).toMatchObject({ waitSeconds: LIMITS.network.seconds })
    expect(tally(await ask(limits, 10, (nth) => of32(nth + 3)))).toEqual({ admitted: 10 })
  })

  test('accepts one request less for each reserved mail', async () => {
    const limits = limiter({ mailsPerHour: 20 })
    for (let nth = 0; nth < 9; nth += 1) await limits.reserveMail(0)
    await limits.reserveMail(45 * 60)
    expect(tally(await ask(limits, 12, ofManyRegions))).toEqual({ admitted: 10, accepted: 2 })
    time += 45 * 60_000
    expect(tally(await ask(limits, 20, ofManyRegions))).toEqual({ admitted: 18, accepted: 2 })
  })

  test('delays repeated requests to the next hour when little budget is left', async () => {
    const limits = limiter({ mailsPerHour: 40 })
    const waits = (await ask(limits, 38, ofManyRegions)).map((answer) =>
      answer.kind === 'admitted' ? answer.load.waitSeconds : -1,
    )
    expect(waits.slice(0, 32)).toEqual(Array(32).fill(0))
    expect(waits.slice(32)).toEqual(Array(6).fill(45 * 60))
  })

  test('puts the first request of a network before a flood', async () => {
    const limits = limiter()
    const weights = (await ask(limits, 40, of48)).map((answer) =>
      answer.kind === 'admitted' ? answer.load.weight : -1,
    )
    expect(weights[0]).toBe(0)
    expect(weights.at(-1)).toBeGreaterThan(8)
    expect(weights).toEqual(weights.toSorted((one, other) => one - other))
    expect(await limits.admit('203.0.113.7', fresh())).toMatchObject({ load: { weight: 0 } })
  })
})
