import type { Log } from '#lib/log/log.ts'
import type { Languages } from '#lib/reset/languages.ts'
import type { Limiter } from '#lib/reset/limits.ts'
import type { Mailer } from '#lib/reset/mail.ts'
import type { Outbox } from '#lib/reset/outbox.ts'
import type { ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { ChangeLock } from './attempts.ts'
import type { BlockedPassword, PasswordPolicy } from './password-policy.ts'

/** All that the domain needs of the world. */
export type Services = {
  /** Public origin: every link begins with it. */
  readonly siteUrl: string
  readonly upstream: Upstream
  readonly outbox: Outbox
  /** Null where the upstream writes to the customers and we do not. */
  readonly mailer: Mailer | null
  readonly sealer: Sealer
  readonly attempts: ChangeLock
  readonly limiter: Limiter
  readonly languages: Languages
  readonly policy: PasswordPolicy
  /** Whether a password is too easy to guess for whoever knows the site or the customer. */
  readonly isBlocked: (password: string, whose: ResetTicket) => Promise<BlockedPassword | null>
  /** Whether a password is known from breaches. Never fails: it is false when nobody can tell. */
  readonly isBreached: (password: string) => Promise<boolean>
  readonly log: Log
  readonly now: () => Date
}

/** One request of a customer: how the log knows it, and the language it was made in. */
export type RequestContext = { readonly id: string; readonly locale: string }

/** A time `seconds` after another. */
export const later = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000)
