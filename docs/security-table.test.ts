import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '#lib/reset/limits.ts'
import { TESTS, testsByIdLike } from './named-tests.ts'

const DOCUMENT = readFileSync('docs/security.md', 'utf8')

/** Number of rows of each chapter of the checklist. */
const CHAPTERS = {
  ...{ FR: 13, TK: 17, PW: 15, AC: 4, WK: 3, HD: 13, NX: 12, AP: 5, OP: 6 },
  ...{ WH: 10, OB: 2, ML: 12, A: 13, LG: 6, CF: 6 },
}

const named = testsByIdLike(/^[A-Z]{1,2}-\d\d$/)

const rows = [...DOCUMENT.matchAll(/^\| ([A-Z]{1,2}-\d\d) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, id = '', what = '', shownBy = '']) => ({
    id,
    what,
    paths: [...shownBy.matchAll(/`([^`]+\.tsx?)`/g)].map(([, path = '']) => path),
    reason: /\b(?:Not applicable|By document): (.+)$/.exec(shownBy)?.[1],
  }),
)

test('every row of the checklist is in the table, once (CF-06)', () => {
  const all = Object.entries(CHAPTERS).flatMap(([chapter, count]) =>
    Array.from({ length: count }, (_, nth) => `${chapter}-${String(nth + 1).padStart(2, '0')}`),
  )
  expect(rows.map(({ id }) => id)).toEqual(all)
})

test.each(rows)(
  '$id: $what: names the tests that show it, or says why none does',
  ({ id, paths, reason }) => {
    expect(paths).toEqual([...(named.get(id) ?? [])].sort())
    expect(paths.length > 0 || (reason ?? '').length > 40).toBe(true)
  },
)

test('no test names a row that does not exist', () => {
  expect([...named.keys()].filter((id) => !rows.some((row) => row.id === id))).toEqual([])
})

test('no test has skip or only (CF-06)', () => {
  const LEFT_OUT = /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|skipIf|only|todo|fixme|fails?)\b/
  expect(TESTS.filter((path) => LEFT_OUT.test(readFileSync(path, 'utf8')))).toEqual([])
})

describe('the numbers of the document are those of the code (CF-06)', () => {
  const cells = (name: string) =>
    [...DOCUMENT.matchAll(/^\| `(\w+)`: .*$/gm)]
      .find(([, first]) => first === name)?.[0]
      .split('|')
      .map((cell) => cell.trim()) ?? []
  const UNITS = { minute: 60, minutes: 60, hour: 3600, hours: 3600 }

  test.each(Object.entries(LIMITS))('%s', (name, limit) => {
    const [, , points, time = ''] = cells(name)
    const [count, unit] = time.split(' ')
    const seconds = Number(count) * UNITS[unit as keyof typeof UNITS]
    expect({ points: Number(points), seconds }).toEqual(limit)
  })
})
