import { beforeEach, expect, test } from 'vitest'
import { LIMIT_DEFAULTS, LIMITS, limitsWith } from '#lib/reset/limits.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import { postgresLimiter } from './postgres-limiter.ts'

const database = temporaryDatabase()
const START = Date.parse('2026-03-01T12:15:00Z')
let time = START
beforeEach(async () => {
  time = START
  await database().query('delete from limits')
})

const limiter = (passwordsPerClient: number) =>
  postgresLimiter(
    database(),
    sealer,
    limitsWith({ ...LIMIT_DEFAULTS, passwordsPerClient }),
    () => time,
  )

/** Posts passwords, each from the next client. @returns the number of accepted ones */
async function post(passwords: number, times: number, clientOf: (nth: number) => string) {
  const limits = limiter(passwords)
  let taken = 0
  for (let nth = 0; nth < times; nth += 1) {
    if ((await limits.countPassword(clientOf(nth))) === null) taken += 1
  }
  return taken
}

test.each([
  ['a client', 5, () => '192.0.2.7'],
  ['an IPv6 client', 5, (nth: number) => `2001:db8:1:1::${nth}`],
  ['a household', 10, (nth: number) => `2001:db8:1:1${(nth + 16).toString(16)}::1`],
  [
    'an IPv6 network, and two from each household',
    20,
    (nth: number) => `2001:db8:1:${nth % 10}00::1`,
  ],
  ['an IPv4 network, and two from each client', 20, (nth: number) => `192.0.2.${nth % 10}`],
])('passwords of %s are taken %i times (FR-04)', async (_, taken, clientOf) => {
  expect(await post(5, 60, clientOf)).toBe(taken)
})

test('a neighbour in a full network still posts two passwords', async () => {
  await post(5, 60, (nth) => `192.0.2.${nth % 10}`)
  expect(await post(5, 4, () => '192.0.2.200')).toBe(2)
})

test('a refusal says when the next password is taken, and then it is', async () => {
  const limits = limiter(1)
  expect(await limits.countPassword('192.0.2.7')).toBeNull()
  for (const answer of [1, 2]) {
    expect(await limits.countPassword('192.0.2.7'), `answer ${answer}`).toBe(
      LIMITS.passwords.seconds,
    )
  }
  time += LIMITS.passwords.seconds * 1000
  expect(await limits.countPassword('192.0.2.7')).toBeNull()
})
