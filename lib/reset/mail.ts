import { Fault, type FaultArguments } from '#lib/fault-reason.ts'

/** The data of a mail to a customer. Words and style come from its template. */
export type Mail = MailBase &
  (
    | {
        kind: 'reset-link'
        link: string
        /** Minutes for which the link works. A mail that is sent later shows the minutes that are left. */
        minutes: number
        /** Code to type instead of opening the link; null if the upstream has none. Older jobs lack it. */
        code?: string | null | undefined
      }
    /** Says that an address has no account. It goes to the address that was typed. */
    | { kind: 'no-account' }
    | {
        kind: 'password-changed'
        /** Families of browser and system, such as `Chrome, Windows`. */
        device?: string | undefined
        /** True if the change has ended the customer's sessions. */
        endsSessions?: boolean | undefined
        /** Link to report that somebody else made the change. */
        notMe?: string | undefined
      }
    | {
        kind: 'invitation'
        link: string
        /** Days for which the link works. */
        days: number
      }
  )

type MailBase = {
  to: string
  locale: string
  /** Time of the request or of the change. Jobs that an older version stored lack all that is optional. */
  occurredAt?: Date | undefined
}

/** A mail as it is sent. */
export type RenderedEmail = {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Sends mails. */
export interface Mailer {
  /**
   * @param key idempotency key: the same for every attempt at one mail
   * @param cause id of the customer's request, which events of the mail will name
   * @throws {MailError}
   */
  send(mail: Mail, key: string, cause?: string): Promise<void>
}

/** A mail was not sent. If `permanent`, a retry is useless. */
export class MailError extends Fault {
  override readonly name = 'MailError'
  readonly permanent: boolean

  constructor(permanent: boolean, ...fault: FaultArguments) {
    super(...fault)
    this.permanent = permanent
  }
}
