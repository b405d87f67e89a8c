import { expect, test } from 'vitest'
import { LIMIT_DEFAULTS, limitsWith, PLANNED_SECONDS } from '#lib/reset/limits.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import { postgresLimiter } from './postgres-limiter.ts'

const database = temporaryDatabase()

/** Creates a limiter of 360 invitations an hour, which is one in ten seconds. */
function site() {
  let time = Date.parse('2026-03-01T12:00:00Z')
  const settings = { ...LIMIT_DEFAULTS, invitationsPerHour: 360, mailsPerHour: 20 }
  const limiter = postgresLimiter(database(), sealer, limitsWith(settings), () => time)
  const plan = async () => {
    const { kind, waitSeconds } = await limiter.planInvitation()
    return [kind, waitSeconds]
  }
  const pass = (seconds: number) => {
    time += seconds * 1000
  }
  return { limiter, plan, pass }
}

test('invitations are planned at even distances, ten minutes ahead at most (FR-04)', async () => {
  const { plan, pass } = site()
  const ahead = PLANNED_SECONDS / 10
  for (let nth = 0; nth <= ahead; nth += 1) expect(await plan()).toEqual(['planned', nth * 10])
  expect(await plan()).toEqual(['refused', 10])
  pass(4)
  expect(await plan()).toEqual(['refused', 6])
  pass(6)
  expect(await plan()).toEqual(['planned', 600])
  pass(3600)
  expect(await plan()).toEqual(['planned', 0])
  expect(await plan()).toEqual(['planned', 10])
})

test('the API may use half of the budget of the hour, and forms the rest (FR-04)', async () => {
  const { limiter } = site()
  const admitted = []
  for (let nth = 0; nth < 11; nth += 1) admitted.push(await limiter.admitByApi())
  expect(admitted).toEqual([...Array(10).fill(null), 3600])
  expect(await limiter.admit('192.0.2.1', 'ada@example.com')).toMatchObject({ kind: 'admitted' })
})
