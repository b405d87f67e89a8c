import { expect, test } from 'vitest'
import type { Step, Steps } from './progress.ts'
import { followReset } from './proof.ts'

/** Follows a reset whose steps appear one by one, each at the next look. */
const follow = (steps: readonly (Step | null)[], deliveryMs = 0) => {
  let seen: Steps = {}
  let looks = 0
  const find = async () => {
    const step = steps[looks]
    looks += 1
    if (step) seen = { ...seen, [step]: new Date() }
    return seen
  }
  return followReset({ find }, 'cause', { mailMs: 4, deliveryMs, pauseMs: 1 })
}

test.each<[(Step | null)[], number, string]>([
  [['asked', null, 'mailed'], 0, 'mailed'],
  [['asked', 'mailed', null, 'delivered'], 9, 'delivered'],
  [['asked', 'mailed', null, 'not-delivered'], 9, 'not-delivered'],
  [['asked', 'mailed'], 3, 'mailed'],
  [['asked', 'no-account'], 0, 'no-account'],
  [['asked', 'failed'], 0, 'failed'],
  [['asked'], 0, 'no-mail'],
  [[], 0, 'no-mail'],
])(
  'a reset with the steps %j, whose delivery is awaited for %i ms, is %s',
  async (steps, deliveryMs, proof) => {
    expect(await follow(steps, deliveryMs)).toBe(proof)
  },
)

test('a database that fails for a moment does not end the wait', async () => {
  let looks = 0
  const find = async () => {
    looks += 1
    if (looks < 3) throw new Error('down')
    return { mailed: new Date() }
  }
  const patience = { mailMs: 9, deliveryMs: 0, pauseMs: 1 }
  expect(await followReset({ find }, 'cause', patience)).toBe('mailed')
})
