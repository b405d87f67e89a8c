import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messagesFor } from '#messages/messages.ts'
import { COMMANDS } from '#scripts/release/commands.ts'
import { PAGE_PATHS } from '#server/http/routes.ts'

const DOCUMENT = readFileSync('docs/errors.md', 'utf8')

/** Reads the cells of the rows below a heading, without the heads of tables and the marks of code. */
const rowsBelow = (heading: string) => {
  const [, section = ''] = DOCUMENT.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  return [...own.matchAll(/^\| (?!-|code|status|exit code)(.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => cell.trim().replaceAll('`', '')),
  )
}

const customers = rowsBelow('What a customer sees')
const programs = rowsBelow('What a program gets')
const exits = rowsBelow('Exit codes')
const answers = rowsBelow('Answers to operators')

/** Lists the texts below a key. */
const textsIn = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'string'
    ? [[key.slice(1), value]]
    : Object.entries(value as object).flatMap(([name, inner]) => textsIn(inner, `${key}.${name}`))

/** Parts of `messages/` with the words of a problem page, where the name is not that of the kind. */
const WORDS: Readonly<Record<string, string>> = {
  limited: 'error.tooMany',
  'large-head': 'largeHead',
  'not-found': 'notFound',
}

const problems = PAGE_PATHS.filter((path) => path.startsWith('/problem/'))
  .map((path) => path.slice('/problem/'.length))
  .map((kind) => `${WORDS[kind] ?? kind}.title`)

/** Keys of texts that tell of an error: those beside fields, and the titles of other pages and notices. */
const ERROR =
  /\.errors\.|^(?:invalidLink\.(?!cookies)[\w-]+|otherAction|error(?:\.\w+)?|changePassword\.[\w-]+)\.title$/

test('the documentation has each error that a customer can see, in its words', () => {
  const told = customers.map(([key, ...cells]) => [key, cells.at(-2)])
  const shown = textsIn(messagesFor('en')).filter(
    ([key]) => ERROR.test(key) || problems.includes(key),
  )
  expect(told.toSorted()).toEqual(shown.toSorted())
  expect(told.map(([key]) => key)).toEqual(expect.arrayContaining(problems))
})

/** Finds texts in files: the groups of a match, by the path. */
const found = (glob: string | string[], pattern: RegExp) =>
  globSync(glob)
    .filter((path) => !path.includes('.test.'))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, ...groups]) => ({
        path,
        texts: groups.filter((group) => group !== undefined),
      })),
    )

/** Joins the paths of the same text, as a row does. */
function lines(places: readonly { path: string; texts: readonly string[] }[]): string[] {
  const byText = Map.groupBy(places, ({ texts }) => texts.join(' '))
  return [...byText].map(
    ([text, made]) => `${text}: ${[...new Set(made.map(({ path }) => path))].sort().join(', ')}`,
  )
}

const told = (rows: readonly string[][]) =>
  rows.map(([status, words, paths = '']) => `${status} ${words}: ${sorted(paths)}`)

const sorted = (paths: string) => paths.split(', ').sort().join(', ')

const SITE = '{app,server}/**/*.{ts,tsx}'

test('the documentation has each answer that a program can get, and its place', () => {
  const made = [
    ...found(SITE, /problemJson\((\d{3}), '([^']+)'/g),
    ...found('server/http/form-rejection.ts', /^ {2}(\d{3}): '([^']+)'/gm),
  ]
  expect(told(programs).sort()).toEqual(lines(made).sort())
  // Any other call could have a status or a title that was not read here.
  const others = found(SITE, /(problemJson\((?!\d{3}, ').*)/g).map(({ path }) => path)
  expect(others).toEqual(['server/http/form-rejection.ts'])
})

test('the documentation has each answer to an operator, and its place', () => {
  const signIn = { wrong: '401', blocked: '429' }
  const made = [
    ...found('server/operator/page/*.ts', /\btext\(([45]\d\d), '([^']+)'/g),
    ...found(SITE, /new Response\('([^'\\]+)(?:\\n)?', \{ status: ([45]\d\d)/g).map(
      ({ path, texts }) => ({ path, texts: texts.toReversed() }),
    ),
    ...found('server/operator/page/sign-in.tsx', /^ {2}(wrong|blocked): '([^']+)'/gm).map(
      ({ path, texts: [fault, words = ''] }) => ({
        path,
        texts: [signIn[fault as keyof typeof signIn], words],
      }),
    ),
  ]
  expect(told(answers).sort()).toEqual(lines(made).sort())
})

test('the documentation has each exit code of the site and of its commands, and its place', () => {
  const ended = [
    ...['server/**/*.{ts,mjs}', 'scripts/command-line/read-arguments.ts'],
    ...COMMANDS.map((name) => `scripts/${name}{.ts,/*.ts}`),
  ]
  const made = found(ended, /\bEXIT(?:_\w+)? = (.+)|\bprocess\.exit(?:\(|Code = )(\d+)/g)
    .flatMap(({ path, texts }) =>
      [...texts.join().matchAll(/\d+/g)].map(([code]) => `${code} ${path}`),
    )
    .filter((line) => !line.startsWith('0 '))
  expect(exits.map(([code, path]) => `${code} ${path}`).sort()).toEqual([...new Set(made)].sort())
})

test('each place that the documentation names exists', () => {
  const places = [...DOCUMENT.matchAll(/`([\w[\]./-]+\.(?:tsx?|mjs))`/g)].map(
    ([, path = '']) => path,
  )
  expect(places.length).toBeGreaterThan(80)
  expect(places.filter((path) => !existsSync(path))).toEqual([])
})
