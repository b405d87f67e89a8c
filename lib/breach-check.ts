import { pwnedPassword } from 'hibp'
import type { Log } from './log.ts'

const TIME_LIMIT_MS = 1000

/**
 * Asks the Pwned Passwords range API whether a password is known from breaches. Five characters of
 * its SHA-1 leave the process. A check that cannot be made in a second lets the password pass.
 * @param baseUrl of the API; null turns the check off
 */
export function breachCheck(baseUrl: string | null, log: Log) {
  return async (password: string): Promise<boolean> => {
    if (baseUrl === null) return false
    try {
      const options = { addPadding: true, baseUrl, timeoutMs: TIME_LIMIT_MS }
      return (await pwnedPassword(password, options)) > 0
    } catch {
      log.warn('breach_check_failed', { outcome: 'passed-unchecked' })
      return false
    }
  }
}
