import { globSync, readFileSync } from 'node:fs'
import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'
import { VARIABLES } from '#server/config/config.ts'
import config from '../../next.config.ts'

const listed = dictionary['passwords-common'].filter((word) => word.length >= 12)

const SERVER = '.next/standalone/.next/server/**/*.js'
const BROWSER = '.next/static/**/*.{js,css}'

/** Finds the words that are in files of a pattern. */
const wordsIn = (pattern: string, words: readonly string[]) => {
  const code = globSync(pattern).map((file) => readFileSync(file, 'utf8'))
  expect(code.length).toBeGreaterThan(3)
  return words.filter((word) => code.some((text) => text.includes(word)))
}

test('the list of common passwords is on the server, and no byte of it in a browser (PW-06)', () => {
  expect(listed.length).toBeGreaterThan(300)
  // Some are names that code uses as well.
  expect(wordsIn(SERVER, listed).length).toBeGreaterThan(290)
  expect(wordsIn(BROWSER, listed)).toEqual([])
})

describe('a setting of an operator', () => {
  /** Names of the variables that are read at boot. */
  const names = VARIABLES.filter((name) => /^[A-Z]+_[A-Z_]+$/.test(name))

  test('is read on the server, and its name is not in the browser (NX-02)', () => {
    const secrets = ['SITE_SECRET', 'RESEND_API_KEY', 'DATABASE_URL', 'ELASTIC_PATH_WEBHOOK_SECRET']
    expect(names).toEqual(expect.arrayContaining(secrets))
    expect(wordsIn(SERVER, names)).toEqual(names.filter((name) => !name.endsWith('_FILE')))
    expect(wordsIn(BROWSER, names)).toEqual([])
  })

  test('is written into no code by the build (NX-02)', () => {
    const sources = globSync(
      '{*,{app,components,emails,lib,messages,server,upstreams}/**/*}.{ts,tsx,mjs,json}',
    )
    const own = sources.filter((path) => !path.includes('.test.'))
    expect(own.length).toBeGreaterThan(100)
    const named = own.filter((path) => readFileSync(path, 'utf8').includes('NEXT_PUBLIC_'))
    expect(named).toEqual([])
    const bakedIn = ['env', 'compiler', 'publicRuntimeConfig', 'webpack', 'turbopack']
    expect(Object.keys(config).filter((key) => bakedIn.includes(key))).toEqual([])
  })
})
