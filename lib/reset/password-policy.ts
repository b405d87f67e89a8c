/** Rules for a password, checked before the upstream gets it. @see NIST SP 800-63B-4, section 3.1.1.2 */
export type PasswordPolicy = {
  /** In characters, counted as code points. */
  readonly minLength: number
  /** In bytes of UTF-8. */
  readonly maxBytes: number
}

/** Code of the reason why a password is refused. The page has the words. */
export type PasswordRefusal =
  | 'required'
  | 'too-short'
  | 'too-long'
  | 'unusable'
  | 'address'
  | BlockedPassword
  | 'breached'
  | 'refused'

/** Reason why a password is blocked. `names`: it consists of the company's or the customer's names. */
export type BlockedPassword = 'common' | 'names'

/**
 * Checks a password by itself, in the browser and on the server. Passwords are never trimmed, cut or
 * normalised.
 * @param email the customer's address if it is known: the password must differ from it
 */
export function checkPassword(
  policy: PasswordPolicy,
  password: string,
  email: string | null,
): PasswordRefusal | null {
  if (password === '') return 'required'
  // Some systems cut a text at NUL. The other characters stand for ones that were lost in conversion.
  if (/[\0\ufffd\p{Surrogate}]/u.test(password)) return 'unusable'
  if (new TextEncoder().encode(password).length > policy.maxBytes) return 'too-long'
  if (!isLongEnough(policy, password)) return 'too-short'
  if (email !== null && password.trim().toLowerCase() === email.toLowerCase()) return 'address'
  return null
}

/** Checks whether a password has the minimum length. */
export const isLongEnough = ({ minLength }: PasswordPolicy, password: string): boolean =>
  [...password].length >= minLength

/**
 * Writes the policy as `passwordrules`, for browsers that generate passwords: ASCII, so bytes are characters.
 * @see https://developer.apple.com/password-rules/
 */
export const passwordRules = ({ minLength, maxBytes }: PasswordPolicy): string =>
  `minlength: ${minLength}; maxlength: ${maxBytes}; allowed: ascii-printable;`
