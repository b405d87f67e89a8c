import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const documents = globSync(['*.md', 'docs/**/*.md', 'upstreams/*/README.md']).map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}))

/** Lists the captures of a pattern in the documents, each with its document. */
const found = (pattern: RegExp) =>
  documents.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([, target = '']) => ({ path, target })),
  )

test('each relative link of a document leads to a file', () => {
  const links = found(/\]\((?!\w+:|#)([^)\s#]+)/g)
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(({ path, target }) => !existsSync(join(dirname(path), target)))).toEqual([])
})

test('each source file that a document names exists', () => {
  const names = found(
    /`((?:app|components|docs|e2e|lib|scripts|server|upstreams)\/[\w./[\]-]+\.\w+)`/g,
  )
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter(({ target }) => !existsSync(target))).toEqual([])
})
