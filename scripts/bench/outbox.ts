import { flood } from '#e2e/system/flood.ts'
import { formOf } from '#e2e/system/form.ts'
import type { STORES } from '#e2e/system/store.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'
import { median, ms, quantile } from '#scripts/bench/statistics.ts'

const WARM_UP = 40
const REQUESTS = 500

/** Prints the accepted requests per second, and the time of each. */
export async function benchOutbox(kind: (typeof STORES)[number]): Promise<void> {
  const environment = await startTestEnvironment('sessionm', {
    kind,
    env: () => ({ LOG_LEVEL: 'silent' }),
  })
  try {
    const form = await formOf(environment)
    const took: number[] = []
    const post = async (nth: number) => {
      const started = performance.now()
      const answer = await form.post({ email: `none-${nth}@example.com` })
      took.push(performance.now() - started)
      return answer
    }
    await flood({ forms: WARM_UP, post })
    took.length = 0
    const started = performance.now()
    const outcomes = await flood({ forms: REQUESTS, post })
    const seconds = (performance.now() - started) / 1000
    console.table({
      store: kind,
      ...outcomes,
      'requests per second': (REQUESTS / seconds).toFixed(0),
      p50: ms(median(took)),
      p99: ms(quantile(took, 0.99)),
    })
  } finally {
    await environment.end()
  }
}
