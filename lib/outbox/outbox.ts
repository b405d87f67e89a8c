import type { Mail } from '#lib/mail/mail.ts'

/** Work that was promised to a customer. It is worked once for each id. */
export type Job =
  | {
      kind: 'request'
      id: string
      until: Date
      /** Time of the request. Jobs that an older version stored have none. */
      askedAt?: Date | undefined
      email: string
      locale: string
    }
  | { kind: 'mail'; id: string; until: Date; mail: Mail }

/** Where accepted work waits: whoever adds a job may answer the customer at once. */
export interface Outbox {
  /** Keeps the job; one whose id is known already is dropped. */
  add(job: Job): Promise<void>
  /** Whether a job is known, waiting or done. */
  has(kind: Job['kind'], id: string): Promise<boolean>
}
