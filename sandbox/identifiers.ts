import { createHash, randomBytes } from 'node:crypto'

/** Makes random lower-case hexadecimal; 24 characters look like a Mongo ObjectId. */
export const randomHex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length)

/** Derives hexadecimal from a seed, so that an id survives a restart. At most 64 characters. */
export const derivedHex = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('hex').slice(0, length)

/** Derives a UUID from a seed. */
export const derivedUuid = (seed: string, version: 1 | 4): string => {
  const hex = derivedHex(seed, 32)
  const group = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)]
  return `${group[0]}-${group[1]}-${version}${group[2]}-8${group[3]}-${hex.slice(20)}`
}

/** Makes a random text in the form of a JWT. */
export const jwtLike = (): string =>
  [18, 60, 32].map((size) => randomBytes(size).toString('base64url')).join('.')
