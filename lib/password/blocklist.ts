import type { Services } from '#lib/reset/services.ts'
import { isCommon } from './common-passwords.ts'
import { consistsOf, lettersAndDigits, personalWords } from './personal-words.ts'

/**
 * Creates the check against common passwords and names. It runs only on the server: the list is large.
 * @param names of the company, as its customers know them
 */
export const blocklist =
  (names: readonly string[]): Services['isBlocked'] =>
  async (password, { email, subject }) => {
    const known = email === null ? names : [...names, email]
    // Block only the whole id: its parts are random letters.
    if (consistsOf([...known.flatMap(personalWords), lettersAndDigits(subject)], password))
      return 'names'
    return (await isCommon(password)) ? 'common' : null
  }
