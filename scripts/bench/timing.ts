import { timeAnswers } from '#e2e/system/answer-times.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'
import { mannWhitney, median, ms } from '#scripts/bench/statistics.ts'

const SAMPLES = 400
const LEAK_MS = 5
const SIGNIFICANT = 0.01

/**
 * Prints whether the time of an answer distinguishes a customer of a slow upstream from an unknown address,
 * and fails if so.
 * @param hasLeak makes customers wait longer on purpose, to check the measurement
 */
export async function benchTiming(hasLeak: boolean): Promise<void> {
  const environment = await startTestEnvironment('sessionm', {
    env: () => ({ LOG_LEVEL: 'silent' }),
  })
  try {
    const measure = await timeAnswers(environment, SAMPLES)
    const [customers, unknown] = await measure(hasLeak ? LEAK_MS : 0)
    const p = mannWhitney(customers, unknown)
    console.table({
      samples: `${SAMPLES} of each`,
      'median, customer': ms(median(customers)),
      'median, unknown': ms(median(unknown)),
      difference: ms(median(customers) - median(unknown)),
      p: p.toPrecision(3),
    })
    const isTold = p <= SIGNIFICANT
    console.log(isTold ? 'The time tells who has an account.' : 'The time tells nothing.')
    process.exitCode = isTold ? 1 : 0
  } finally {
    await environment.end()
  }
}
