import type { Mail } from '#lib/reset/mail.ts'

type Common = {
  readonly id: string
  /** Time from which on the job is of no use. */
  readonly until: Date
  /** Higher ones run first; 0 is the default and the highest. */
  readonly priority?: number | undefined
}

/** Work that was promised to a customer. It is worked once for each id. */
export type Job =
  | (Common & {
      kind: 'request'
      /** Time of the request. Jobs that an older version stored have none. */
      askedAt?: Date | undefined
      email: string
      locale: string
    })
  | (Common & { kind: 'mail'; mail: Mail })

/** Where accepted work waits: whoever adds a job may answer the customer at once. */
export interface Outbox {
  /**
   * Stores a job. A job with a known id is dropped.
   * @param waitSeconds delay before the job may run
   */
  add(job: Job, waitSeconds?: number): Promise<void>
  /** Whether a job is known, waiting or done. */
  has(kind: Job['kind'], id: string): Promise<boolean>
}
