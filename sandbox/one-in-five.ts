import { derivedHex } from '#sandbox/identifiers.ts'

/**
 * Creates a function that returns true in every fifth call. The seed decides the first one, so that among
 * many customers each step fails for some, and for the same ones in each run.
 */
export const oneInFive = (seed: string): (() => boolean) => {
  let count = Number.parseInt(derivedHex(seed, 8), 16)
  return () => count++ % 5 === 0
}
