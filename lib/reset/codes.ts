import type { ResetTicket } from '#lib/reset/upstream.ts'

/** A token that was mailed to a customer: its ticket, and the id of the customer's request. */
export type MailedToken = { readonly ticket: ResetTicket; readonly cause: string }

/** Recent tokens that customers can type, by username and code. */
export interface Codes {
  /**
   * @param username as the upstream knows the customer, in lower case
   * @param code as {@link readTypedCode} returns it
   * @param until end of the token's life
   */
  remember(username: string, code: string, mailed: MailedToken, until: Date): Promise<void>
  /** @returns null for another code, an unknown username, or a code that has expired */
  find(username: string, code: string): Promise<MailedToken | null>
}
