/** Chance that can be repeated. */
export type Random = ReturnType<typeof createRandom>

/** The same seeds, the same numbers (mulberry32). */
export function createRandom(seed: number, nth: number) {
  let state = (seed ^ Math.imul(nth + 1, 0x9e3779b1)) >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)

  return {
    below,
    chance: (one: number, inAll: number) => below(inAll) < one,
    pick<T>(choices: readonly T[]): T {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('there is nothing to pick from')
      return choice
    },
    bytes: (length: number) => Buffer.from(Array.from({ length }, () => below(256))),
    word: (length: number) =>
      Array.from({ length }, () => String.fromCharCode(97 + below(26))).join(''),
  }
}
