/** The action of a reset link, and of a link without one; in lower case, as {@link readAction} returns it. */
export const RESET_ACTION = 'resetpwd'

/** The action of the link of an invitation, in lower case. */
export const INVITATION_ACTION = 'invitation'

/** The action of the link in the notice of a change, in lower case. */
export const NOT_ME_ACTION = 'notme'

const NAME = /[a-z\d]+([_-][a-z\d]+)*/i

/**
 * Reads the action of a link: its first word, in lower case, because quotation marks and brackets around
 * a link end up in its last value. If there are several actions, the reset counts, so that such a link
 * never goes to another program.
 */
export function readAction(query: URLSearchParams): string {
  const names = query.getAll('action').flatMap((value) => NAME.exec(value.toLowerCase())?.[0] ?? [])
  const [first = RESET_ACTION] = names
  return names.includes(RESET_ACTION) ? RESET_ACTION : first
}

/** Start of a sealed token: the header of a compact JWE, without an encrypted key. @see RFC 7516, section 7.1 */
const SEALED = /eyJ[\w-]*\.\./

/** Checks whether a query may hold a sealed token, whole or damaged. Such a query must not be passed on. */
export const holdsSealed = (query: URLSearchParams): boolean =>
  [...query].flat().some((part) => SEALED.test(part))
