import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TOKENS } from './style.ts'

test("the operator's page has the tokens of the customers' pages", () => {
  expect(readFileSync('app/[locale]/base.css', 'utf8').startsWith(TOKENS.trim())).toBe(true)
})
