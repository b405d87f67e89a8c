import { setTimeout as sleep } from 'node:timers/promises'
import { freshAddress } from '#sandbox/remote.ts'
import { formOf, isAccepted } from './form.ts'
import type { TestEnvironment } from './test-environment.ts'

const WARM_UP = 20

/** Registers customers whose vendor is slow. @returns a function that times their forms and others */
export async function timeAnswers(environment: TestEnvironment, pairs: number) {
  const customers: string[] = []
  while (customers.length < pairs) {
    customers.push((await environment.sandbox.register('sessionm', 'slow')).email)
  }
  const form = await formOf(environment)
  async function timed(email: string, heldMs: number): Promise<number> {
    const started = performance.now()
    if (heldMs > 0) await sleep(heldMs)
    const answer = await form.post({ email })
    if (!isAccepted(answer)) throw new Error(`the form is answered with ${answer.status}`)
    return performance.now() - started
  }
  for (let nth = 0; nth < WARM_UP; nth += 1) await timed(freshAddress(), 0)

  /**
   * Measures both in turns, in random order within a pair, so that other load affects both alike.
   * @param heldMs delay of the customers' answers, as a leak would make it
   * @returns milliseconds of customers and of unknown addresses
   */
  return async (heldMs: number): Promise<[number[], number[]]> => {
    const measured: [number[], number[]] = [[], []]
    for (const customer of customers) {
      const pair = [
        async () => measured[0].push(await timed(customer, heldMs)),
        async () => measured[1].push(await timed(freshAddress(), 0)),
      ]
      for (const each of Math.random() < 0.5 ? pair : pair.toReversed()) await each()
    }
    return measured
  }
}
