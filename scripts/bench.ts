import { parseArgs } from 'node:util'
import { sandboxAt } from '#sandbox/remote.ts'
import { askForLink, hiddenFields } from '#scripts/bench-form.ts'
import {
  type Bench,
  FRONT_URL,
  SANDBOX_URL,
  SITE_URL,
  SLOW,
  withSite,
} from '#scripts/bench-site.ts'
import { buildIfNeeded } from '#scripts/build-if-needed.ts'
import { mannWhitney, quantile } from '#scripts/mann-whitney.ts'

const USAGE = 'Usage: npm run bench -- timing [--leak] | outbox [--store embedded|server]'

const SAMPLES = 400
const LEAK_MS = 5
const SIGNIFICANT = 0.01

const REQUESTS = 500
const CONNECTIONS = 10

const WARM_UP = 40

const median = (samples: number[]) => quantile(samples, 0.5)
const ms = (value: number) => `${value.toFixed(2)} ms`

async function warmUp(url: string) {
  const hidden = await hiddenFields()
  for (let number = 0; number < WARM_UP; number += 1) {
    await askForLink(url, hidden, `warm-up-${number}@example.com`)
  }
  return hidden
}

/** Whether the time of an answer tells a customer of a slow upstream from an unknown address. */
async function timing(): Promise<number> {
  const { register } = sandboxAt(SANDBOX_URL)
  const hidden = await warmUp(FRONT_URL)
  const customers: number[] = []
  const unknown: number[] = []
  for (let number = 0; number < SAMPLES; number += 1) {
    const email = `${SLOW}${number}@example.com`
    await register('sessionm', 'normal', { email })
  }
  for (let number = 0; number < SAMPLES; number += 1) {
    const pair = [
      async () =>
        customers.push(await askForLink(FRONT_URL, hidden, `${SLOW}${number}@example.com`)),
      async () => unknown.push(await askForLink(FRONT_URL, hidden, `none-${number}@example.com`)),
    ]
    for (const ask of Math.random() < 0.5 ? pair : pair.toReversed()) await ask()
  }
  const p = mannWhitney(customers, unknown)
  console.table({
    samples: `${SAMPLES} of each`,
    'median, customer': ms(median(customers)),
    'median, unknown': ms(median(unknown)),
    difference: ms(median(customers) - median(unknown)),
    p: p.toPrecision(3),
  })
  return p
}

/** How many requests are accepted, and how long that takes. */
async function outbox(store: Bench['store']): Promise<void> {
  const hidden = await warmUp(SITE_URL)
  const took: number[] = []
  const numbers = Array.from({ length: REQUESTS }, (_, number) => number).values()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const number of numbers) {
        took.push(await askForLink(SITE_URL, hidden, `none-${number}@example.com`))
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  console.table({
    store,
    requests: `${REQUESTS} over ${CONNECTIONS} connections`,
    'accepted per second': (REQUESTS / seconds).toFixed(0),
    p50: ms(median(took)),
    p99: ms(quantile(took, 0.99)),
  })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { leak: { type: 'boolean', default: false }, store: { type: 'string' } },
})
const [command] = positionals
const store = values.store ?? 'embedded'
if (!['timing', 'outbox'].includes(command ?? '') || (store !== 'embedded' && store !== 'server')) {
  console.error(USAGE)
  process.exit(2)
}

buildIfNeeded()
if (command === 'outbox') await withSite({ store, hold: () => 0 }, () => outbox(store))
else {
  const hold = (body: string) => (values.leak && body.includes(SLOW) ? LEAK_MS : 0)
  const p = await withSite({ store, hold }, timing)
  const isTold = p <= SIGNIFICANT
  console.log(isTold ? 'The time tells who has an account.' : 'The time tells nothing.')
  process.exitCode = isTold ? 1 : 0
}
