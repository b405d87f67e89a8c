import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { PasswordRefusal } from './password-policy.ts'
import type { OpenLink } from './ticket.ts'

/** Result of a submitted password. `retry` is the ticket for the next try. */
export type ResetPasswordResult =
  | { kind: 'changed' }
  | { kind: 'link-invalid' }
  | { kind: 'link-used' }
  | { kind: 'password-refused'; reason: PasswordRefusal; retry: ResetTicket }
  | { kind: 'unconfirmed'; retry: ResetTicket }
  | { kind: 'unavailable'; retry: ResetTicket }

/** State of a link. `tried`: an attempt failed, and left this ticket for the next one. */
export type LinkState =
  | { kind: 'untried' }
  | { kind: 'tried'; ticket: ResetTicket }
  | { kind: 'used' }

/** A lock per link, which also remembers recent results. */
export interface ChangeLock {
  /**
   * Makes one change of a link at a time. The same form sent twice, as by a double click, gets the result
   * of its first attempt while that runs, or if it succeeded. Another form waits for the running attempt.
   * If that succeeded, the link is used; if not, the change runs with the ticket that it left.
   * @param attempt idempotency key: a keyed hash of link and password
   */
  runOnce(
    open: OpenLink,
    attempt: string,
    change: (ticket: ResetTicket) => Promise<ResetPasswordResult>,
  ): Promise<ResetPasswordResult>
  /** @param link keyed hash of the link's ticket, see {@link OpenLink} */
  stateOf(link: string): Promise<LinkState>
}
