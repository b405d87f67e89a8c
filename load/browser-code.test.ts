import { globSync, readFileSync } from 'node:fs'
import { dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'

const listed = dictionary['passwords-common'].filter((word) => word.length >= 12)

/** The passwords of the list that are in one of these files of the build. */
const wordsIn = (pattern: string) => {
  const code = globSync(pattern).map((file) => readFileSync(file, 'utf8'))
  expect(code.length).toBeGreaterThan(3)
  return listed.filter((word) => code.some((text) => text.includes(word)))
}

test('the list of common passwords is on the server, and no byte of it in a browser (PW-06)', () => {
  expect(listed.length).toBeGreaterThan(300)
  // Some are names of things that code speaks of as well.
  expect(wordsIn('.next/standalone/.next/server/chunks/**/*.js').length).toBeGreaterThan(290)
  expect(wordsIn('.next/static/**/*.{js,css}')).toEqual([])
})
