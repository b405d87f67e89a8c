import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshAddress } from '#sandbox/remote.ts'
import { inTurns } from '#scripts/in-turns.ts'
import { mannWhitney } from '#scripts/statistics.ts'
import { isAccepted, openForm } from './form.ts'
import { startWorld, type World } from './world.ts'

const PAIRS = 30
/** In milliseconds: coarse, so that a busy machine is told from a leak. `npm run bench -- timing` is finer. */
const LEAK = 100
/** As seldom as this, chance alone makes times differ so much. */
const SIGNIFICANT = 1e-5

let world: World

beforeAll(async () => {
  world = await startWorld('sessionm')
})
afterAll(() => world?.end())

test('the time of an answer tells no customer from an unknown address, and would if it were longer (FR-02)', async () => {
  const { siteUrl, sandbox } = world
  const customers = await Promise.all(
    Array.from({ length: PAIRS }, () => sandbox.register('sessionm', 'slow')),
  )
  const form = await openForm(`${siteUrl}/forgot-password`, { origin: siteUrl })
  const timed = async (email: string, held = 0) => {
    const started = performance.now()
    if (held > 0) await sleep(held)
    expect(isAccepted(await form.post({ email }))).toBe(true)
    return performance.now() - started
  }
  /** How likely times as different as these are where nothing is told. */
  const compare = async (held: number) =>
    mannWhitney(
      ...(await inTurns(
        PAIRS,
        (nth) => timed(customers[nth]?.email ?? '', held),
        () => timed(freshAddress()),
      )),
    )
  expect(await compare(0)).toBeGreaterThan(SIGNIFICANT)
  expect(await compare(LEAK)).toBeLessThan(SIGNIFICANT)
})
