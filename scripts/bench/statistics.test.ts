import { describe, expect, test } from 'vitest'
import { mannWhitney, quantile } from './statistics.ts'

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, number) => from + number)

describe('the p-value of two groups', () => {
  test('is that of a published example', () => {
    // scipy.stats.mannwhitneyu of its own manual, method asymptotic, two-sided.
    expect(mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])).toBeCloseTo(0.1113468847, 6)
  })

  test('is 1 for equal groups, by value or by rank', () => {
    expect(mannWhitney(range(1, 50), range(1, 50))).toBeCloseTo(1, 6)
    expect(mannWhitney([3, 3, 3], [3, 3, 3])).toBe(1)
    expect(mannWhitney([1, 4], [2, 3])).toBeCloseTo(1, 6)
  })

  test('is almost 0 for groups that do not overlap', () => {
    expect(mannWhitney(range(1, 50), range(51, 100))).toBeLessThan(1e-15)
    expect(mannWhitney(range(51, 100), range(1, 50))).toBeLessThan(1e-15)
  })

  test('counts ties by their mean rank', () => {
    expect(mannWhitney([1, 2, 2, 3], [2, 3, 3, 4])).toBeCloseTo(
      mannWhitney([2, 3, 3, 4], [1, 2, 2, 3]),
      9,
    )
    expect(mannWhitney([1, 2, 2, 3], [2, 3, 3, 4])).toBeCloseTo(0.1720338, 6)
  })
})

test('a quantile is the sample that a given part does not exceed', () => {
  const samples = range(1, 100).reverse()
  expect(quantile(samples, 0.5)).toBe(51)
  expect(quantile(samples, 0.99)).toBe(100)
  expect(quantile([], 0.5)).toBeNaN()
})
