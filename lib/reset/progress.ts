import type { LogEvent, LogFields } from '#lib/log/log.ts'

/**
 * Steps of a reset. `limited`: dropped because its address, known or not, was asked for too often ·
 * `not-delivered`: the mail bounced, or was refused for its recipient.
 */
export type Step =
  | 'asked'
  | 'limited'
  | 'no-account'
  | 'mailed'
  | 'delivered'
  | 'not-delivered'
  | 'opened'
  | 'changed'
  | 'failed'

/** The first time of each step. Only callers who may learn of accounts may be shown `no-account`. */
export type Steps = Readonly<Partial<Record<Step, Date>>>

/** Progress of each reset, by its cause. Best effort: some seconds of it are lost with a process. */
export interface Progress {
  /** Records a step at the current time. Never fails. */
  record(cause: string, step: Step): void
  /** @returns null for an unknown cause, and after 30 days */
  find(cause: string): Promise<Steps | null>
}

/** Mails that contain a link to choose a password. */
const LINK_MAILS: ReadonlySet<string | undefined> = new Set(['reset-link', 'invitation'])

/** Limits that count requests for one address. */
const LIMITED: ReadonlySet<string> = new Set(['address', 'invited'])

const REQUESTED: Readonly<Record<string, Step>> = {
  accepted: 'asked',
  sent: 'mailed',
  'no-account': 'no-account',
}

const DELIVERY: Readonly<Record<string, Step>> = {
  delivered: 'delivered',
  bounced: 'not-delivered',
  failed: 'not-delivered',
  suppressed: 'not-delivered',
}

/** Finds the step that a line of the log means for its cause. @returns null for none */
export function stepOf(event: LogEvent, { outcome = '', mail }: LogFields): Step | null {
  switch (event) {
    case 'reset_requested':
      return REQUESTED[outcome] ?? null
    case 'reset_mail_sent':
      return LINK_MAILS.has(mail) ? 'mailed' : null
    case 'reset_mail_failed':
      return LINK_MAILS.has(mail) && outcome !== 'to-be-tried-again' ? 'failed' : null
    case 'mail_event':
      return LINK_MAILS.has(mail) ? (DELIVERY[outcome] ?? null) : null
    case 'rate_limited':
      return LIMITED.has(outcome) ? 'limited' : null
    case 'upstream_error':
      return outcome === 'given-up' ? 'failed' : null
    case 'link_opened':
      return outcome === 'not-me' ? null : 'opened'
    case 'password_changed':
      return 'changed'
    default:
      return null
  }
}
