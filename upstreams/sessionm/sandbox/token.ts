import { randomBytes } from 'node:crypto'

/**
 * A verification string in the shape of SessionM's: Base64 of `base64--base64`, 248 characters,
 * ending in `=`. Base64 of plain text never has a `+` or a `/`; here a few odd characters in front
 * see to one of each, so that whoever mangles them is found out.
 */
export const verificationString = (): string => {
  const [first, second] = [32, 97].map((size) => randomBytes(size).toString('base64'))
  return Buffer.from(`v1>k1?${first}--${second}`).toString('base64')
}
