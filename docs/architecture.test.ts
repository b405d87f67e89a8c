import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const TESTS =
  /\.test\.|-fixture\.|contract\.ts$|fake-services|memory-change-lock|traits\.ts$|\/(testing|sandbox)\//

/** Texts of all files of the product, by path. */
const files = new Map(
  globSync([
    '{app,components,emails,lib,messages,server,upstreams}/**/*.{ts,tsx,mjs,css,json}',
    '{proxy,instrumentation,next.config}.ts',
  ])
    .filter((path) => !TESTS.test(path))
    .map((path) => [path, readFileSync(path, 'utf8')]),
)

/** Finds the box of a file in the picture: its top folder, or "root". */
const boxOf = (path: string) => (path.includes('/') ? path.replace(/\/.*/, '') : 'root')

/** Finds the folder inside a box that has several, such as `lib/reset`; else the box. */
const roomOf = (path: string) => /^(?:lib|server)\/[^/]+(?=\/)/.exec(path)?.[0] ?? boxOf(path)

/** Pairs of a file and a file of the product that it imports. */
const imports = [...files].flatMap(([path, text]) =>
  [...text.matchAll(/(?:from|import\(?) ?'(#|\.[^']*\/)([^']+)'/g)].map(
    ([, base = '', target = '']) => ({
      path,
      target: base === '#' ? target : join(dirname(path), base, target),
    }),
  ),
)

const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

test('the imports between boxes are those of the picture', () => {
  const lines = sorted(imports.map(({ path }) => boxOf(path))).map((box) => {
    const targets = imports
      .filter(({ path }) => boxOf(path) === box)
      .map(({ target }) => boxOf(target))
    return `${box} -> ${sorted(targets.filter((target) => target !== box)).join(', ')}`
  })
  expect(lines).toMatchInlineSnapshot(`
    [
      "app -> components, lib, messages, server",
      "components -> lib, messages, server",
      "emails -> messages",
      "lib -> ",
      "messages -> ",
      "root -> server",
      "server -> emails, lib, messages, upstreams",
      "upstreams -> lib",
    ]
  `)
})

test("no box has more than a quarter of the product's code", () => {
  const lines = new Map<string, number>()
  let all = 0
  for (const [path, text] of files) {
    if (path.endsWith('.json')) continue // translated texts are no code
    const count = text.split('\n').length - 1
    all += count
    lines.set(roomOf(path), (lines.get(roomOf(path)) ?? 0) + count)
  }
  expect(all).toBeGreaterThan(5_000)
  expect([...lines].filter(([, count]) => count > all / 4)).toEqual([])
})

test('each loose file of lib/ is imported by two rooms or more', () => {
  const usersOf = (path: string) =>
    sorted(imports.filter(({ target }) => target === path).map((one) => roomOf(one.path)))
  const loose = [...files.keys()].filter((path) => dirname(path) === 'lib')
  expect(loose.length).toBeGreaterThan(0)
  expect(loose.filter((path) => usersOf(path).filter((room) => room !== 'lib').length < 2)).toEqual(
    [],
  )
})
