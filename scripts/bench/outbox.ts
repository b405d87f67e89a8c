import { warmForm } from '#scripts/bench/form.ts'
import { type Bench, SITE_URL, withSite } from '#scripts/bench/site.ts'
import { median, ms, quantile } from '#scripts/bench/statistics.ts'

const REQUESTS = 500
const CONNECTIONS = 10

/** How many requests are accepted, and how long that takes. */
export async function benchOutbox(store: Bench['store']): Promise<void> {
  const { took, seconds } = await withSite({ store, hold: () => 0 }, flood)
  console.table({
    store,
    requests: `${REQUESTS} over ${CONNECTIONS} connections`,
    'accepted per second': (REQUESTS / seconds).toFixed(0),
    p50: ms(median(took)),
    p99: ms(quantile(took, 0.99)),
  })
}

async function flood() {
  const ask = await warmForm(SITE_URL)
  const took: number[] = []
  const numbers = Array.from({ length: REQUESTS }, (_, number) => number).values()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const number of numbers) took.push(await ask(`none-${number}@example.com`))
    }),
  )
  return { took, seconds: (performance.now() - started) / 1000 }
}
