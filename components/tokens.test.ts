import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const SIZED = /^\s*((?:margin|padding|gap|font-size|border-radius)[\w-]*):\s*(.+);$/gm
const TOKEN = /^(?:var\(--[\w-]+\)|-?0|auto|inherit|50%)$/

/** Room for the button in the field of a password. */
const EXCEPTIONS = ['padding-inline-end: 6.25rem']

test('type, space and radius are taken from the tokens in base.css', () => {
  const files = globSync(['components/*.module.css', 'app/**/*.module.css'])
  const others = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(SIZED)]
      .filter(([, , value = '']) => !value.split(' ').every((part) => TOKEN.test(part)))
      .map(([, name, value]) => `${name}: ${value}`),
  )
  expect(files.length).toBeGreaterThan(10)
  expect(others).toEqual(EXCEPTIONS)
})
