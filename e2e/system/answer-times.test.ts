import { expect, test } from 'vitest'
import { mannWhitney, median } from '#scripts/bench/statistics.ts'
import { timeAnswers } from './answer-times.ts'
import { startTestEnvironment } from './test-environment.ts'

const PAIRS = 30
/** Delay of a leak as a factor of an answer: coarse. `npm run bench -- timing` is finer. */
const LEAK = 4
/** Probability below which a difference is not chance. */
const SIGNIFICANT = 1e-5

test('the time of an answer tells no customer from an unknown address, and would if it were longer (FR-02)', async () => {
  const environment = await startTestEnvironment('sessionm')
  try {
    const measure = await timeAnswers(environment, PAIRS)
    const honest = await measure(0)
    expect(mannWhitney(...honest)).toBeGreaterThan(SIGNIFICANT)
    const leaking = await measure(LEAK * median(honest.flat()))
    expect(mannWhitney(...leaking)).toBeLessThan(SIGNIFICANT)
  } finally {
    await environment.end()
  }
})
