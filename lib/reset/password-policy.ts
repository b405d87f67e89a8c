/** What a password has to be before the upstream is asked. */
export type PasswordPolicy = {
  /** In characters as people count them: code points. */
  readonly minLength: number
  /** In bytes of UTF-8. */
  readonly maxBytes: number
}

/** Why a password is not taken; a code, put into words by the page. */
export type PasswordRefusal =
  | 'required'
  | 'too-short'
  | 'too-long'
  | 'unusable'
  | 'address'
  | BlockedPassword
  | 'breached'
  | 'refused'

/** Why a password is on the blocklist: `names` is made of ours, or of the customer's. */
export type BlockedPassword = 'common' | 'names'

/**
 * Checks what can be told from the password alone, the same in the browser and on the server.
 * The password is never trimmed, cut or normalised.
 * @param email the customer's address where it is known: it makes no password
 */
export function checkPassword(
  policy: PasswordPolicy,
  password: string,
  email: string | null,
): PasswordRefusal | null {
  if (password === '') return 'required'
  // Some systems stop at NUL. The others are what is left of characters that were lost before.
  if (/[\0\ufffd\p{Surrogate}]/u.test(password)) return 'unusable'
  if (new TextEncoder().encode(password).length > policy.maxBytes) return 'too-long'
  if ([...password].length < policy.minLength) return 'too-short'
  if (email !== null && password.trim().toLowerCase() === email.toLowerCase()) return 'address'
  return null
}

/**
 * The rules as browsers that make up passwords read them, for `passwordrules`. Only what is true of
 * every password that they can make: one of ASCII has as many bytes as characters.
 */
export const passwordRules = ({ minLength, maxBytes }: PasswordPolicy): string =>
  `minlength: ${minLength}; maxlength: ${maxBytes}; allowed: ascii-printable;`
