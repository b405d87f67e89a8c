import type { WebhookRefusal } from '#lib/reset/upstream.ts'

/** Events in the life of a mail, as the log names them. */
export const MAIL_EVENTS = [
  'sent',
  'delivered',
  'delivery-delayed',
  'bounced',
  'complained',
  'failed',
  'suppressed',
] as const

/** Result of reading a call of the mail service. */
export type MailEventOutcome =
  | { kind: 'refused'; reason: WebhookRefusal }
  /** Genuine, but about a mail of another program, or nothing that we use. */
  | { kind: 'ignored' }
  | {
      kind: 'event'
      /** The same when the call is repeated. */
      id: string
      event: (typeof MAIL_EVENTS)[number]
      /** Kind of the mail. */
      mail: string
      cause: string | undefined
    }

/** Feedback of the mail service about the mails that it took. */
export interface MailEvents {
  /** Authenticates and reads a call. */
  read(request: Request): Promise<MailEventOutcome>
  /** Headers that `read` needs, in lower case. */
  readonly headers: readonly string[]
}
