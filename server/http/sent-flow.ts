import { likelyDomain, mailboxIn } from '#lib/mailboxes.ts'
import type { Flow } from './cookies.ts'

/** Seconds before a customer can ask again on the page after the form. */
export const RESEND_WAIT_SECONDS = 60

type Sent = Extract<Flow, { kind: 'sent' }>

/**
 * Makes the flow of a browser that has asked for a link.
 * @param isAgain whether it has asked for the same address before
 */
export const sentFlow = (email: string, now: Date, isAgain: boolean): Sent => ({
  kind: 'sent',
  email,
  askedAt: now.getTime(),
  isAgain,
  mailbox: mailboxIn(email),
  suggestion: likelyDomain(email),
})

/** Computes the seconds until a browser can ask again; 0 if it can. */
export function waitSecondsOf(flow: Flow | null, now: Date): number {
  if (flow?.kind !== 'sent') return 0
  return Math.max(0, Math.ceil(RESEND_WAIT_SECONDS - (now.getTime() - flow.askedAt) / 1000))
}
