import { createHash, randomBytes } from 'node:crypto'

/** Random lower-case hexadecimal of `length` characters; 24 look like a Mongo ObjectId. */
export const randomHex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length)

/** The same hexadecimal for the same seed, so that an id outlives a restart. At most 64 characters. */
export const derivedHex = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('hex').slice(0, length)

/** The same UUID for the same seed. */
export const derivedUuid = (seed: string, version: 1 | 4): string => {
  const hex = derivedHex(seed, 32)
  const group = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)]
  return `${group[0]}-${group[1]}-${version}${group[2]}-8${group[3]}-${hex.slice(20)}`
}

/** Random, in the three parts of a JWT. Nothing can be read from it. */
export const jwtLike = (): string =>
  [18, 60, 32].map((size) => randomBytes(size).toString('base64url')).join('.')
