import { sleep } from '#sandbox/sleep.ts'

/** Behaviours of customers, by which the vendor's answers differ. */
export const BEHAVIOURS = [
  'normal',
  'suspended',
  'slow',
  'down',
  'flaky',
  'unreliable',
  'strict',
  'times-out',
  'expired',
] as const

/** Name of a behaviour. */
export type Behaviour = (typeof BEHAVIOURS)[number]

/** Explanations of the behaviours, for the page that lists them. */
export const meanings: Readonly<Record<Behaviour, string>> = {
  normal: 'Everything works.',
  suspended: 'The account is suspended.',
  slow: 'Every answer of the vendor takes three seconds.',
  down: 'The vendor answers 500.',
  flaky: 'The first call fails with 500, later ones work.',
  unreliable: 'One call in five fails with 500.',
  strict: 'The vendor refuses a password without a digit.',
  'times-out': 'The change is made, but its answer does not come.',
  expired: 'Tokens are born expired.',
}

type Subject = {
  readonly behaviour: Behaviour
  readonly isUnlucky: () => boolean
  hasFailed: boolean
}

/** Waits if the customer's vendor is slow. @returns whether the vendor fails the call */
export const failsOrDelays = async (customer: Subject, signal: AbortSignal): Promise<boolean> => {
  if (customer.behaviour === 'slow') await sleep(3_000, signal)
  if (customer.behaviour === 'down') return true
  if (customer.behaviour === 'unreliable') return customer.isUnlucky()
  const fails = customer.behaviour === 'flaky' && !customer.hasFailed
  customer.hasFailed ||= fails
  return fails
}

/** Delays the answer to a change, until the client disconnects or 20 s have passed. */
export const delayAnswer = async (customer: Subject, signal: AbortSignal): Promise<void> => {
  if (customer.behaviour === 'times-out') await sleep(20_000, signal)
}

/** Says why the vendor refuses a password; null if it accepts it. */
export const refusal = (customer: Subject, password: string): string | null => {
  if (password.length < 8) return 'Password must have at least 8 characters'
  if (customer.behaviour === 'strict' && !/\d/.test(password)) {
    return 'Password must contain a digit'
  }
  return null
}

/** Computes the lifetime of a token in milliseconds; negative for one that is expired from the start. */
export const lifetime = (customer: Subject, usual: number): number =>
  customer.behaviour === 'expired' ? -1 : usual
