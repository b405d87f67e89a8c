import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshAddress } from '#sandbox/remote.ts'
import { inTurns } from '#scripts/bench/in-turns.ts'
import { mannWhitney, median } from '#scripts/bench/statistics.ts'
import { isAccepted, openForm } from './form.ts'
import { startWorld, type World } from './world.ts'

const PAIRS = 30
/** A leak takes so many times as long as an answer: coarse. `npm run bench -- timing` is finer. */
const LEAK = 4
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
  const measure = (held: number) =>
    inTurns(
      PAIRS,
      (nth) => timed(customers[nth]?.email ?? '', held),
      () => timed(freshAddress()),
    )
  const honest = await measure(0)
  expect(mannWhitney(...honest)).toBeGreaterThan(SIGNIFICANT)
  const leaking = await measure(LEAK * median(honest.flat()))
  expect(mannWhitney(...leaking)).toBeLessThan(SIGNIFICANT)
})
