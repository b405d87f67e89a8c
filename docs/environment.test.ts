import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SECRETS, SITE_RULES } from '#server/config/config.ts'

/** Variables of the server's entry point, of the egress proxy, and of Node. */
const OUTSIDE = ['PORT', 'HOSTNAME', 'NO_PROXY']
/** Variables that need no row: the other spelling of two, and one that must stay unset. */
const WITHOUT_ROW = ['http_proxy', 'https_proxy', 'NODE_TLS_REJECT_UNAUTHORIZED']

const readme = readFileSync('README.md', 'utf8')
const example = readFileSync('.env.example', 'utf8')
const [, section = ''] = readme.split('\n## Environment\n')
const own = Object.keys(SITE_RULES).filter((name) => !WITHOUT_ROW.includes(name))

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

const rows = new Map(
  [...section.matchAll(/^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].flatMap(
    ([, names = '', , fallback = '', required = '']) =>
      quoted(names).map((name) => [name, { fallback, required: required.trim() }] as const),
  ),
)

describe('the table of the environment', () => {
  test('has each variable of the site, and no other', () => {
    expect([...rows.keys()].sort()).toEqual([...own, ...OUTSIDE].sort())
  })

  test('has each default, and says which variables are required', () => {
    const wrong = own.filter((name) => {
      const unset = SITE_RULES[name]?.safeParse(undefined)
      const { fallback = '', required } = rows.get(name) ?? {}
      if ((required === 'yes') !== !unset?.success) return true
      const value = String(unset?.data ?? '')
      return value !== '' && !quoted(fallback).includes(value)
    })
    expect(wrong).toEqual([])
  })

  test('is the list of .env.example too', () => {
    const missing = [...own, ...OUTSIDE].filter(
      (name) => name !== 'UPSTREAM' && !new RegExp(`^(# ?)?${name}=`, 'm').test(example),
    )
    expect(missing).toEqual([])
  })
})

test.each([
  ['README.md', section],
  ['.env.example', example],
])('%s names each secret of the site that a file may hold', (_, text) => {
  const [sentence = ''] = /[^\n]*_FILE[\s\S]*?upstreams/.exec(text) ?? []
  const secrets = SECRETS.filter((name) => name in SITE_RULES)
  expect(secrets.filter((name) => !sentence.includes(name))).toEqual([])
})
