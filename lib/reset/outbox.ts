import type { SiteEvent } from '#lib/reset/events.ts'
import type { Mail } from '#lib/reset/mail.ts'

type Common = {
  readonly id: string
  /** Time after which the job is useless. */
  readonly until: Date
  /** Jobs with a higher number run first. 0 is the default and the highest. */
  readonly priority?: number | undefined
}

/** Work that was accepted. Jobs with the same id are one job. */
export type Job =
  | (Common & {
      kind: 'request'
      /** Time of the request. Jobs that an older version stored have none. */
      askedAt?: Date | undefined
      /** Id of the invitation that led to the request. Default: its own id. */
      cause?: string | undefined
      email: string
      locale: string
    })
  | (Common & {
      kind: 'mail'
      mail: Mail
      /** Id of the customer's request. A notice after a raw link may have none. */
      cause?: string | undefined
    })
  | (Common & { kind: 'event'; event: SiteEvent })

/** Queue of accepted work. Once a job is added, the customer can be answered. */
export interface Outbox {
  /**
   * Stores a job. A job with a known id is dropped.
   * @param waitSeconds delay before the job may run
   */
  add(job: Job, waitSeconds?: number): Promise<void>
  /** Checks whether a job is known, waiting or done. */
  has(kind: Job['kind'], id: string): Promise<boolean>
}
