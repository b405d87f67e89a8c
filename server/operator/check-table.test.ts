import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHECK_IDS } from './checks.ts'

test('the documentation explains each check of the doctor, and no other', () => {
  const [, section = ''] = readFileSync('docs/operating.md', 'utf8').split('\n## Doctor\n')
  const [table = ''] = section.split('\n## ')
  const named = [...table.matchAll(/^\| `([a-z.-]+)` +\|/gm)].map(([, id]) => id)
  const sent = ['reset.form', 'reset.webhook', 'reset.mail', 'reset.delivery']
  expect(named.sort()).toEqual([...CHECK_IDS, ...sent].sort())
})
