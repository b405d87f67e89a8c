import type { ResetPasswordResult } from './reset-password.ts'

/** What is being done, or was lately done, with tokens. Both arguments are keyed hashes. */
export interface Attempts {
  /**
   * Makes the change unless the same attempt is on its way or has just succeeded: then that one's
   * result is given again, so a double click is one change. Another attempt with the token waits,
   * and learns that the link is used if the first one succeeded.
   */
  run(
    token: string,
    attempt: string,
    change: () => Promise<ResetPasswordResult>,
  ): Promise<ResetPasswordResult>
  /** Whether a password was set with the token lately. */
  isUsed(token: string): Promise<boolean>
}
