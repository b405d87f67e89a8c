import { globSync, readFileSync } from 'node:fs'

/** Paths of all tests, and of the files that tests are made of. */
export const TESTS = globSync(
  '{app,components,docs,e2e,emails,lib,messages,sandbox,scripts,server,upstreams}/**/*.{ts,tsx}',
)

/** Matches the ids in the last brackets of a test's title. */
const TITLE = /\(([A-Z][\w.-]+(?:, [A-Z][\w.-]+)*)\)[`'"]/g

/** Finds the files whose tests have an id in their titles, by the id. */
export function testsByIdLike(pattern: RegExp): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>()
  for (const path of TESTS) {
    for (const [, words = ''] of readFileSync(path, 'utf8').matchAll(TITLE)) {
      const ids = words.split(', ').filter((word) => pattern.test(word))
      for (const id of ids) named.set(id, (named.get(id) ?? new Set()).add(path))
    }
  }
  return named
}
