import { randomBytes } from 'node:crypto'

/**
 * Makes a verification string like SessionM's: Base64 of `base64--base64`, 248 characters, ending in
 * `=`. A few odd characters at its start make sure that it has `+` and `/`, so that tests find code that
 * mangles them.
 */
export const verificationString = (): string => {
  const [first, second] = [32, 97].map((size) => randomBytes(size).toString('base64'))
  return Buffer.from(`v1>k1?${first}--${second}`).toString('base64')
}
