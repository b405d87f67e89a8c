/**
 * Computes the two-sided p of the Mann-Whitney U test for two groups of samples. Uses the normal
 * approximation with corrections for ties and continuity, which needs about twenty samples.
 */
export function mannWhitney(one: readonly number[], two: readonly number[]): number {
  const all = [...one.map((value) => [value, 1]), ...two.map((value) => [value, 0])] as const
  const sorted = all.toSorted(([a = 0], [b = 0]) => a - b)
  let rankSum = 0
  let ties = 0
  for (let start = 0; start < sorted.length; ) {
    const same = sorted.filter(([value]) => value === sorted[start]?.[0])
    const rank = start + (same.length + 1) / 2
    rankSum += rank * same.filter(([, group]) => group === 1).length
    ties += same.length ** 3 - same.length
    start += same.length
  }
  const [n, m, total] = [one.length, two.length, all.length]
  const u = rankSum - (n * (n + 1)) / 2
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))))
  if (deviation === 0) return 1
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation
  return Math.min(1, 2 * upperTail(z))
}

/** Computes the upper tail of the normal distribution. @see Abramowitz and Stegun 26.2.17, to seven digits */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const factors = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = factors.reduce((total, factor, power) => total + factor * t ** (power + 1), 0)
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

/** Finds a quantile of the samples. @param part from 0 to 1 */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

/** Finds the median. */
export const median = (samples: readonly number[]) => quantile(samples, 0.5)

/** Formats milliseconds. */
export const ms = (value: number) => `${value.toFixed(2)} ms`
