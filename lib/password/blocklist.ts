import type { Services } from '#lib/reset/services.ts'
import { isCommon } from './common-passwords.ts'
import { consistsOf, lettersAndDigits, personalWords } from './personal-words.ts'

/**
 * The passwords that a site takes from nobody. On the server only: the list is larger than the pages.
 * @param names of the company, as its customers know them
 */
export const blocklist =
  (names: readonly string[]): Services['isBlocked'] =>
  async (password, { email, subject }) => {
    const known = email === null ? names : [...names, email]
    // Of an id only the whole means anything: its parts are letters as they come.
    if (consistsOf([...known.flatMap(personalWords), lettersAndDigits(subject)], password))
      return 'names'
    return (await isCommon(password)) ? 'common' : null
  }
