import type { Mail } from '#lib/mail/mail.ts'

type Common = {
  readonly id: string
  /** When it stops being of use. */
  readonly until: Date
  /** Jobs of a higher priority are worked first; 0 is the usual and the highest one. */
  readonly priority?: number | undefined
  /** Whether it is the first of its address in a day, whose mail has a part of the budget kept. */
  readonly isFirst?: boolean | undefined
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
   * Keeps the job; one whose id is known already is dropped.
   * @param waitSeconds until it may be worked
   */
  add(job: Job, waitSeconds?: number): Promise<void>
  /** Whether a job is known, waiting or done. */
  has(kind: Job['kind'], id: string): Promise<boolean>
}
