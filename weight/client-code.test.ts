import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const DICTIONARY = 'node_modules/@zxcvbn-ts/language-common/dist/passwords.json.mjs'

/** Passwords that every list has, and no code. */
const WELL_KNOWN = ['trustno1', '1qaz2wsx', 'qwertyuiop', 'letmein']

const NAMES = ['zxcvbn', 'diceware', 'adjacencyGraphs']

test('no script for the browser holds a dictionary of passwords or what judges their strength', () => {
  const dictionary = readFileSync(DICTIONARY, 'utf8')
  expect(WELL_KNOWN.filter((entry) => !dictionary.includes(entry))).toEqual([])

  const chunks = globSync('.next/static/chunks/**/*.js')
  expect(chunks.length).toBeGreaterThan(5)
  const found = chunks.flatMap((chunk) => {
    const code = readFileSync(chunk, 'utf8')
    return [...WELL_KNOWN, ...NAMES].filter((word) => code.includes(word))
  })
  expect(found).toEqual([])
})
