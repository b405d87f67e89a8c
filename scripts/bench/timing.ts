import { sandboxAt } from '#sandbox/remote.ts'
import { warmForm } from '#scripts/bench/form.ts'
import { inTurns } from '#scripts/bench/in-turns.ts'
import { FRONT_URL, SANDBOX_URL, SLOW, withSite } from '#scripts/bench/site.ts'
import { mannWhitney, median, ms } from '#scripts/bench/statistics.ts'

const SAMPLES = 400
const LEAK_MS = 5
const SIGNIFICANT = 0.01

/**
 * Whether the time of an answer tells a customer of a slow upstream from an unknown address.
 * @param leak whether customers wait longer on purpose, to see that it is found out
 * @returns whether it tells nothing
 */
export async function benchTiming(leak: boolean): Promise<boolean> {
  const hold = (body: string) => (leak && body.includes(SLOW) ? LEAK_MS : 0)
  const isTold = (await withSite({ store: 'embedded', hold }, compare)) <= SIGNIFICANT
  console.log(isTold ? 'The time tells who has an account.' : 'The time tells nothing.')
  return !isTold
}

/** @returns how likely times as different as these are where nothing is told */
async function compare(): Promise<number> {
  const { register } = sandboxAt(SANDBOX_URL)
  const ask = await warmForm(FRONT_URL)
  for (let number = 0; number < SAMPLES; number += 1) {
    await register('sessionm', 'normal', { email: `${SLOW}${number}@example.com` })
  }
  const [customers, unknown] = await inTurns(
    SAMPLES,
    (number) => ask(`${SLOW}${number}@example.com`),
    (number) => ask(`none-${number}@example.com`),
  )
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
