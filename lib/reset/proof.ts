import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress, Steps } from './progress.ts'

/** Outcome of a reset that was asked for as a test. `no-mail`: nothing was mailed in time. */
export type Proof = 'delivered' | 'mailed' | 'not-delivered' | 'no-account' | 'failed' | 'no-mail'

/** Patience with a reset, in milliseconds. */
export type Patience = {
  readonly mailMs: number
  /** Time for its delivery after that; 0 if deliveries are not told. */
  readonly deliveryMs: number
  readonly pauseMs: number
}

const ENDS = ['not-delivered', 'delivered', 'failed', 'no-account'] as const

/** Follows a reset until its mail is delivered, or refused, or until the patience ends. */
export async function followReset(
  { find }: Pick<Progress, 'find'>,
  cause: string,
  { mailMs, deliveryMs, pauseMs }: Patience,
): Promise<Proof> {
  let waitedMs = 0
  let mailedMs: number | null = null
  for (;;) {
    const steps: Steps = (await find(cause).catch(() => null)) ?? {}
    const end = ENDS.find((step) => steps[step])
    if (end) return end
    if (steps.mailed) mailedMs ??= waitedMs
    if (mailedMs !== null && waitedMs >= mailedMs + deliveryMs) return 'mailed'
    if (mailedMs === null && waitedMs >= mailMs) return 'no-mail'
    await sleep(pauseMs)
    waitedMs += pauseMs
  }
}
