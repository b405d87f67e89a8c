import { expect, test } from 'vitest'
import { checkCode, readTypedCode } from './typed-code.ts'

test.each([
  'lprvj4',
  ' LPR-VJ4 ',
  'l p r v j 4',
  'lpr–vj4.',
  '“lprvj4”',
  'ｌｐｒｖｊ４',
  'lpr\u200bvj4',
])('reads a code as people type and paste it: %j', (typed) => {
  expect(readTypedCode(typed)).toBe('lprvj4')
  expect(checkCode(typed)).toBeNull()
})

test.each([
  ['', 'required'],
  [' - ', 'required'],
  ['abc', 'character'],
  ['lprvjé', 'character'],
  ['a'.repeat(65), 'character'],
  ['https://account.example.com/actions?token=1', 'character'],
] as const)('refuses what is no code: %j', (typed, fault) => {
  expect(readTypedCode(typed)).toBeNull()
  expect(checkCode(typed)).toBe(fault)
})
