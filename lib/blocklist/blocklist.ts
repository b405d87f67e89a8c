import type { Site } from '#lib/reset/site.ts'
import { isCommon } from './common-passwords.ts'
import { isMadeOfNames } from './names.ts'

/**
 * The passwords that a site takes from nobody. On the server only: the list is larger than the pages.
 * @param names of the company, as its customers know them
 */
export const blocklist =
  (names: readonly string[]): Site['isBlocked'] =>
  async (password, { email, subject }) => {
    const own = email === null ? [subject] : [subject, email]
    if (isMadeOfNames([...names, ...own], password)) return 'names'
    return (await isCommon(password)) ? 'common' : null
  }
