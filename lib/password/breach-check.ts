import { createHash } from 'node:crypto'
import { pwnedPasswordRange } from 'hibp'
import type { Log } from '#lib/log/log.ts'

const TIME_LIMIT_MS = 1000
const PREFIX_LENGTH = 5

/**
 * Creates the check against the Pwned Passwords range API, which gets five characters of the SHA-1. If the
 * check fails or takes more than a second, the password passes and a line is logged.
 * @param baseUrl of the API; null turns the check off
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export function breachCheck(baseUrl: string | null, log: Log) {
  return async (password: string): Promise<boolean> => {
    if (baseUrl === null) return false
    const hash = createHash('sha1').update(password).digest('hex').toUpperCase()
    try {
      const options = { addPadding: true, baseUrl, timeoutMs: TIME_LIMIT_MS }
      const range = await pwnedPasswordRange(hash.slice(0, PREFIX_LENGTH), options)
      return isIn(Object.entries(range), hash.slice(PREFIX_LENGTH))
    } catch {
      log.warn('breach_check_failed', { outcome: 'passed-unchecked' })
      return false
    }
  }
}

/** Looks up the rest of a hash. @throws on lines that are no range, such as a proxy's page with 200 */
function isIn(lines: [string, number][], rest: string): boolean {
  const isRange = lines.every(([known, times]) => /^[0-9A-F]{35}$/i.test(known) && times >= 0)
  if (!isRange || lines.length === 0) throw new Error('not a range')
  return lines.some(([known, times]) => known.toUpperCase() === rest && times > 0)
}
