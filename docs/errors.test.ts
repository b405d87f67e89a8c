import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messagesFor } from '#messages/messages.ts'

const [, customers = '', programs = ''] = readFileSync('docs/errors.md', 'utf8').split('\n## ')

/** Reads the cells of the rows of a table, without its head. */
const rowsOf = (section: string) =>
  [...section.matchAll(/^\| (?!-|code|status)(.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => cell.trim()),
  )

/** Lists the texts below a key. */
const textsIn = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'string'
    ? [[key.slice(1), value]]
    : Object.entries(value as object).flatMap(([name, inner]) => textsIn(inner, `${key}.${name}`))

/** Keys of texts that tell of an error: those beside fields, and the titles of pages and notices. */
const ERROR =
  /\.errors\.|^(?:dead\.(?!cookies)[\w-]+|refused|outdated|largeHead|notFound|otherAction|error(?:\.\w+)?|changePassword\.(?:unavailable|other-link|unconfirmed))\.title$/

const code = (cell = '') => cell.replaceAll('`', '')

test('the documentation has each error that a customer can see, in its words', () => {
  const told = rowsOf(customers).map(([key, ...cells]) => [code(key), cells.at(-2)])
  const shown = textsIn(messagesFor('en')).filter(([key]) => ERROR.test(key))
  expect(told.toSorted()).toEqual(shown.toSorted())
})

test('the documentation has each answer that a program can get', () => {
  const sources = globSync('{app,server}/**/*.ts').filter((path) => !path.includes('.test.'))
  const made = sources.flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    const answers = text.matchAll(/problemJson\((\d{3}), '([^'.]+)'|^ {2}(\d{3}): '([^'.]+)'/gm)
    return [...answers].map(([, ...found]) => found.filter(Boolean).join(' '))
  })
  const told = rowsOf(programs.split('\n## ')[0] ?? '').map(
    ([status, title]) => `${status} ${title}`,
  )
  expect(told.toSorted()).toEqual([...new Set(made)].sort())
})

test('each place that the documentation names exists', () => {
  const places = [...rowsOf(customers), ...rowsOf(programs)].flatMap((cells) =>
    cells.flatMap((cell) => [...cell.matchAll(/`((?:app|lib|server)\/[^`]+|proxy\.ts)`/g)]),
  )
  expect(places.length).toBeGreaterThan(50)
  expect(places.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([])
})
