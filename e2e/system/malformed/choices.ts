import * as fc from 'fast-check'

/** Draws an item of a list. */
export const oneOf = <T>(choices: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...choices)

/** Draws from arbitraries by their weights. */
export const weighted = <T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))

/** Draws true `times` out of `inAll` times. */
export const chance = (times: number, inAll: number): fc.Arbitrary<boolean> =>
  weighted([inAll - times, fc.constant(false)], [times, fc.constant(true)])

/** Markup that no answer may repeat unescaped. */
export const MARKUP = '<script>alert(1)</script>'
