import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('README names every command of package.json, and no other', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const [, section = ''] = readFileSync('README.md', 'utf8').split('\n## Commands\n')
  const [table = ''] = section.split('\n## ')
  const named = [...table.matchAll(/`npm (?:run )?([\w:]+)[^|]*\|/g)].flatMap(([cell]) =>
    [...cell.matchAll(/`npm (?:run )?([\w:]+)/g)].map(([, name]) => name),
  )
  expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort())
})
