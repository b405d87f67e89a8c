import type { Log } from '#lib/log/log.ts'
import type { Codes } from '#lib/reset/codes.ts'
import type { EventSender } from '#lib/reset/events.ts'
import type { Limiter } from '#lib/reset/limits.ts'
import type { Mailer } from '#lib/reset/mail.ts'
import type { MailEvents } from '#lib/reset/mail-events.ts'
import type { Job, Outbox } from '#lib/reset/outbox.ts'
import type { PendingRequests } from '#lib/reset/pending-requests.ts'
import type { ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { ChangeLock } from './change-lock.ts'
import type { BlockedPassword, PasswordPolicy } from './password-policy.ts'

/** Everything that the domain needs from outside. */
export type Services = {
  /** Public origin: every link begins with it. */
  readonly siteUrl: string
  readonly upstream: Upstream
  readonly outbox: Outbox
  /** Null if only the upstream mails the customers. */
  readonly mailer: Mailer | null
  /** True if an address without an account gets a mail that says so. */
  readonly mailsUnknownAddresses: boolean
  /** Null if no program of the company receives events. */
  readonly eventSender: EventSender | null
  /** Null if the mail service does not call us. */
  readonly mailEvents: MailEvents | null
  readonly sealer: Sealer
  readonly changeLock: ChangeLock
  readonly limiter: Limiter
  readonly pending: PendingRequests
  readonly codes: Codes
  readonly policy: PasswordPolicy
  /** Checks a password against common ones, and names of the site and the customer. @returns null: fine */
  readonly isBlocked: (password: string, whose: ResetTicket) => Promise<BlockedPassword | null>
  /** Checks whether a password is known from breaches; false if the check fails. Never rejects. */
  readonly isBreached: (password: string) => Promise<boolean>
  readonly log: Log
  readonly now: () => Date
}

/** Context of a request: its id in the log, and its language. The id of a request for a link is the cause. */
export type RequestContext = {
  readonly id: string
  readonly locale: string
  /** Families of browser and system, such as `Chrome, Windows`; null if unknown. */
  readonly device?: string | null
  /** Id of the invitation that led to a request for a link. Default: `id`. */
  readonly cause?: string | undefined
}

/**
 * Adds a job to the outbox. If that fails, refunds the count of its limit, so that the customer can ask again.
 * An error can come although the job is stored, as after a lost answer: then the count stays.
 * @param counted name and key of the count
 */
export async function addOrRefund(
  { limiter, outbox }: Pick<Services, 'limiter' | 'outbox'>,
  job: Job,
  waitSeconds: number,
  counted: Parameters<Limiter['refund']>,
): Promise<void> {
  await outbox.add(job, waitSeconds).catch(async (error) => {
    const isStored = await outbox.has(job.kind, job.id).catch(() => true)
    if (!isStored) await limiter.refund(...counted).catch(() => {})
    throw error
  })
}

/** Adds seconds to a time. */
export const later = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000)

/** Computes the seconds since a time, to milliseconds; undefined without a time. */
export const secondsSince = ({ now }: Pick<Services, 'now'>, time: Date | undefined) =>
  time && Math.max(0, now().getTime() - time.getTime()) / 1000
