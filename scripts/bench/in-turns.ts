/**
 * Measures two things in turns, and leaves to chance which of a pair comes first: what else the
 * machine does troubles both alike.
 * @param one is told how many times it was measured before
 */
export async function inTurns(
  times: number,
  one: (nth: number) => Promise<number>,
  other: (nth: number) => Promise<number>,
): Promise<[number[], number[]]> {
  const measured: [number[], number[]] = [[], []]
  for (let nth = 0; nth < times; nth += 1) {
    const pair = [
      async () => measured[0].push(await one(nth)),
      async () => measured[1].push(await other(nth)),
    ]
    for (const each of Math.random() < 0.5 ? pair : pair.toReversed()) await each()
  }
  return measured
}
