import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testsByIdLike } from './named-tests.ts'

const DOCUMENT = readFileSync('docs/accessibility.md', 'utf8')

/** Numbers of the success criteria, levels A and AA, by guideline. @see https://www.w3.org/TR/WCAG22/ */
const CRITERIA: Record<string, readonly number[]> = {
  ...{ '1.1': [1], '1.2': [1, 2, 3, 4, 5], '1.3': [1, 2, 3, 4, 5] },
  ...{ '1.4': [1, 2, 3, 4, 5, 10, 11, 12, 13], '2.1': [1, 2, 4], '2.2': [1, 2], '2.3': [1] },
  ...{ '2.4': [1, 2, 3, 4, 5, 6, 7, 11], '2.5': [1, 2, 3, 4, 7, 8], '3.1': [1, 2] },
  ...{ '3.2': [1, 2, 3, 4, 6], '3.3': [1, 2, 3, 4, 7, 8], '4.1': [2, 3] },
}

const named = testsByIdLike(/^A11Y-\d\.\d\.\d+$/)

const rows = [...DOCUMENT.matchAll(/^\| (\d\.\d\.\d+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, id = '', what = '', , shownBy = '']) => ({
    id,
    what,
    paths: [...shownBy.matchAll(/`([^`]+\.tsx?)`/g)].map(([, path = '']) => path),
  }),
)

const without = [...DOCUMENT.matchAll(/^- (\d\.\d\.\d+(?:, \d\.\d\.\d+)*) .{20,}$/gm)].flatMap(
  ([, ids = '']) => ids.split(', '),
)

test('every criterion of WCAG 2.2 AA is in the table, or in the list of those that need no test', () => {
  const all = Object.entries(CRITERIA).flatMap(([guideline, numbers]) =>
    numbers.map((number) => `${guideline}.${number}`),
  )
  expect(all).toHaveLength(55)
  expect([...rows.map(({ id }) => id), ...without].sort()).toEqual(all.sort())
})

test.each(rows)('$id: $what: names the tests that show it', ({ id, paths }) => {
  expect(paths).toEqual([...(named.get(`A11Y-${id}`) ?? [])].sort())
  expect(paths).not.toEqual([])
})

test('no test names a criterion that has no row', () => {
  const ids = rows.map(({ id }) => `A11Y-${id}`)
  expect([...named.keys()].filter((id) => !ids.includes(id))).toEqual([])
})
