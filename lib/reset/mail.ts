import { Fault, type FaultArguments } from '#lib/fault-reason.ts'

/** A mail to a customer, in facts; words and looks are the template's. */
export type Mail = MailBase &
  (
    | {
        kind: 'reset-link'
        link: string
        /** Minutes that the link works after the mail was made. Never more is said than is left when it is sent. */
        minutes: number
      }
    | { kind: 'password-changed' }
  )

type MailBase = {
  to: string
  locale: string
  /** Time of the request or of the change. Jobs that an older version stored have none. */
  occurredAt?: Date | undefined
}

/** A mail in the form in which it leaves. */
export type RenderedEmail = {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Hands mails to whoever delivers them. */
export interface Mailer {
  /**
   * @param key the same for every attempt at one mail: it is delivered once
   * @throws {MailError}
   */
  send(mail: Mail, key: string): Promise<void>
}

/** A mail was not taken. `permanent`: it never will be. */
export class MailError extends Fault {
  override readonly name = 'MailError'
  readonly permanent: boolean

  constructor(permanent: boolean, ...fault: FaultArguments) {
    super(...fault)
    this.permanent = permanent
  }
}
