import { askHonestly, flood, floodClient, repeat, watchMemory } from '#e2e/system/flood.ts'
import { formOf } from '#e2e/system/form.ts'
import type { STORES } from '#e2e/system/store.ts'
import { startTestEnvironment, type TestEnvironment } from '#e2e/system/test-environment.ts'
import { median, quantile } from '#scripts/bench/statistics.ts'

const HOUSEHOLDS = 256
const PER_SECOND = 38
const HONEST = 40
const PAUSE_MS = 1500

/** Prints times of honest requests before, during and after a flood, and the cost of each phase. */
export async function benchFlood(kind: (typeof STORES)[number], forms: number): Promise<void> {
  const environment = await startTestEnvironment('sessionm', { kind })
  const memory = watchMemory(environment.server.pid)
  try {
    await measure(environment, memory, forms)
  } finally {
    memory.end()
    await environment.end()
  }
}

async function measure(
  environment: TestEnvironment,
  memory: ReturnType<typeof watchMemory>,
  forms: number,
): Promise<void> {
  const form = await formOf(environment)
  let honest = 0
  const ask = () => {
    honest += 1
    return askHonestly(environment, form, `198.${honest % 256}.${honest >> 8}.7`)
  }
  const report = (phase: string, waits: number[], more = {}) =>
    console.table({
      phase,
      honest: waits.length,
      'p50 s': (median(waits) / 1000).toFixed(2),
      'p95 s': (quantile(waits, 0.95) / 1000).toFixed(2),
      'most MB': memory.take().toFixed(0),
      ...more,
    })
  const addresses: string[] = []
  while (addresses.length < forms) {
    const batch = Array.from({ length: 50 }, () => environment.sandbox.register('sessionm'))
    addresses.push(...(await Promise.all(batch)).map(({ email }) => email))
  }
  report('before', await repeat(ask, 100, (nth) => nth >= HONEST))

  let isOver = false
  const started = performance.now()
  const flooding = flood({
    forms,
    perSecond: PER_SECOND,
    post: (nth) =>
      form.post({ email: addresses[nth - 1] ?? '' }, { client: floodClient(nth, HOUSEHOLDS) }),
  }).finally(() => {
    isOver = true
  })
  const waits = await repeat(ask, PAUSE_MS, () => isOver)
  const statuses = await flooding
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  report('during', waits, { forms, seconds, ...statuses })

  report('after', await repeat(ask, 100, (nth) => nth >= HONEST))
}
