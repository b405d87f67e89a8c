import { derivedHex } from '#sandbox/identifiers.ts'

/**
 * A count that is true once in five times. Which time is the first depends on the seed alone, so
 * that among many seeds every step meets a failure, and the same ones at each run.
 */
export const oneInFive = (seed: string): (() => boolean) => {
  let count = Number.parseInt(derivedHex(seed, 8), 16)
  return () => count++ % 5 === 0
}
