import type { Step, Steps } from '#lib/reset/progress.ts'
import type { StateAnswer } from './schemas.ts'

/** A reset as the API shows it. `request` is null if a form asked for it. */
type Known = {
  readonly cause: string
  readonly steps: Steps
  readonly request: { readonly kind: string; readonly acceptedAt: Date } | null
}

/**
 * Describes a reset to a caller who may learn which addresses have an account. A change or a click counts
 * more than an earlier failure.
 */
export function fullState({ cause, steps, request }: Known): StateAnswer {
  const failure = FAILURES.find(([step]) => steps[step])
  const state = STATES.find((name) => (name === 'failed' ? failure : steps[name])) ?? 'accepted'
  const times = {
    accepted: request?.acceptedAt ?? steps.asked,
    mailed: steps.mailed,
    delivered: steps.delivered,
    opened: steps.opened,
    responded: request?.kind === 'invitation' ? steps.asked : undefined,
    changed: steps.changed,
  }
  return {
    cause,
    state,
    ...(state === 'failed' && failure && { reason: failure[1] }),
    times: inText(times),
  }
}

/** States from the one that counts most to the one that counts least. */
const STATES = ['changed', 'opened', 'failed', 'delivered', 'mailed'] as const

/** Steps that end a reset without a link, with their reasons. */
const FAILURES = [
  ['limited', 'limited'],
  ['no-account', 'no-account'],
  ['not-delivered', 'not-delivered'],
  ['failed', 'not-sent'],
] as const satisfies [Step, StateAnswer['reason']][]

/**
 * Describes a reset to a caller who must not learn which addresses have an account: only what is decided
 * before any account is looked up.
 */
export function guardedState({ cause, steps, request }: Known): StateAnswer {
  const times = inText({ accepted: request?.acceptedAt ?? steps.asked })
  return steps.limited
    ? { cause, state: 'failed', reason: 'limited', times }
    : { cause, state: 'accepted', times }
}

/** Writes times as text, without those that are unknown. */
const inText = (times: Record<string, Date | undefined>): StateAnswer['times'] =>
  Object.fromEntries(
    Object.entries(times).flatMap(([name, time]) => (time ? [[name, time.toISOString()]] : [])),
  )
