import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Texts of all files of code, by path. */
const files = globSync([
  '{app,components,deploy,docs,e2e,emails,lib,messages,sandbox,scripts,server,upstreams}/**/*.{ts,tsx,mjs}',
  '*.ts',
])
  .filter((path) => path !== 'next-env.d.ts')
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const EXPORT = /^export (?:default )?(?:async )?(?:const|function|class|type|interface|let) (\w+)/gm

/** Names that Next reads from a page or a route. Its own documents explain them. */
const NAMES_OF_NEXT = ['dynamic', 'metadata', 'viewport']

const LONGEST = 200

test('doc comments begin with a verb or a noun', () => {
  const openings = files.flatMap(({ text }) => [...text.matchAll(/\/\*\*[\s*]*(\w+)/g)])
  expect(openings.length).toBeGreaterThan(2000)
  const riddles = openings.filter(([, word = '']) => /^(What|Whether|How|Where|Who|Why)/.test(word))
  expect(riddles.map(([comment]) => comment)).toEqual([])
})

test('a standard or an advisory that a doc comment names is its source', () => {
  const comments = files.flatMap(({ path, text }) =>
    [...text.matchAll(/\/\*\*.*?\*\//gs)].map(([comment]) => `${path}: ${comment}`),
  )
  const named = comments.filter((comment) =>
    /\bRFC \d|CVE-\d|GHSA-\w|NIST SP|WCAG \d/.test(comment),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((comment) => !/@see|https?:\/\//.test(comment))).toEqual([])
})

test('each file with paths of a vendor names their source', () => {
  const ofVendors = files.filter(({ path }) =>
    /^upstreams\/(?!testing)[a-z-]+\/(?!(?:traits|index)\.ts$)(?!.*(?:test|fixture|vendor|shop)\.ts$)/.test(
      path,
    ),
  )
  const withPaths = ofVendors.filter(({ text }) =>
    /['"`]\/(?:v2|:?[a-z]+)\b|\bjoin\(|\bpath: \[/.test(text),
  )
  expect(withPaths.length).toBeGreaterThan(10)
  const bare = withPaths.filter(({ text }) => !/@see (?:https|RFC)/.test(text))
  expect(bare.map(({ path }) => path)).toEqual([])
})

test('every export has a doc comment', () => {
  const bare = files.flatMap(({ path, text }) =>
    [...text.matchAll(EXPORT)]
      .filter(({ index, 1: name = '' }) => !NAMES_OF_NEXT.includes(name) && !isBefore(text, index))
      .map(([, name]) => `${path}: ${name}`),
  )
  expect(bare).toEqual([])
})

/** Checks whether a doc comment ends right before a place. */
const isBefore = (text: string, index: number) => text.slice(0, index).trimEnd().endsWith('*/')

test(`no file of code has more than ${LONGEST} lines`, () => {
  const long = files.filter(({ text }) => text.split('\n').length - 1 > LONGEST)
  expect(long.map(({ path }) => path)).toEqual([])
})
