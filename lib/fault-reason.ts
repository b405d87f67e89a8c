/** Causes of faults of an upstream or of Resend, as the log names them (docs/operating.md). */
export const FAULT_REASONS = [
  'wrong-key',
  'not-allowed',
  'wrong-id',
  'wrong-url',
  'not-json',
  'no-member-account',
  'unverified-domain',
  'testing-mode',
  'malformed-mail',
  'quota',
  'rate-limited',
  'in-progress',
  'unavailable',
  'server-error',
  'gateway',
  'unknown-answer',
  'dns',
  'no-connection',
  'tls',
  'proxy',
  'no-answer',
] as const

/** Reason of a failed call. */
export type FaultReason = (typeof FAULT_REASONS)[number]

/** Details of a fault that may be logged; `status` is HTTP's, absent where no answer came. */
export type FaultDetails = { readonly status?: number; readonly reason: FaultReason }

/** The message, the seconds to wait and the details of a fault. */
export type FaultArguments = [
  message: string,
  wait?: number | null,
  details?: Partial<FaultDetails>,
]

/** A failure of a system that we call. The message never holds a secret. */
export class Fault extends Error {
  /** Seconds that the system asked us to wait; null if it did not. */
  readonly retryAfter: number | null
  /** Details for the log. */
  readonly details: Partial<FaultDetails>

  constructor(...[message, wait = null, details = {}]: FaultArguments) {
    super(message)
    this.retryAfter = wait
    this.details = details
  }
}
