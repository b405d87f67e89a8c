import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { PasswordRefusal } from './password-policy.ts'
import type { OpenLink } from './ticket.ts'

/** What became of a submitted password, and with which ticket the customer may try again. */
export type ResetPasswordResult =
  | { kind: 'changed' }
  | { kind: 'link-invalid' }
  | { kind: 'link-used' }
  | { kind: 'password-refused'; reason: PasswordRefusal; retry: ResetTicket }
  | { kind: 'unconfirmed'; retry: ResetTicket }
  | { kind: 'unavailable'; retry: ResetTicket }

/** What was done with a link so far. `tried`: there is a newer ticket than the link's own. */
export type LinkState =
  | { kind: 'untried' }
  | { kind: 'tried'; ticket: ResetTicket }
  | { kind: 'used' }

/** What is being done, or was lately done, with links. */
export interface ChangeLock {
  /**
   * Makes the change unless the same attempt is on its way or has just succeeded: then that one's
   * result is given again, so a double click is one change. Another attempt with the link waits,
   * goes on with the ticket that the first one left, and learns that the link is used if that one
   * succeeded.
   * @param attempt a keyed hash of the password: tells the same form sent again from another one
   */
  runOnce(
    open: OpenLink,
    attempt: string,
    change: (ticket: ResetTicket) => Promise<ResetPasswordResult>,
  ): Promise<ResetPasswordResult>
  /** @param link the keyed hash of what the link held */
  stateOf(link: string): Promise<LinkState>
}
