import { expect, test } from 'vitest'
import { formData } from '#lib/http/form-data.ts'
import { changePasswordForm } from './schema.ts'

const read = (...fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  const { data, error } = formData(changePasswordForm).safeParse(form)
  return data ?? error?.issues.map(({ path, message }) => [path[0], message])
}

test.each(['  a password with space around it  ', 'e\u0301\u00e9', '', '\0'])(
  'a password is read as it is typed: %j (PW-05)',
  (password) => {
    expect(read(['password', password])).toEqual({ password })
  },
)

test('the second field is compared where there is one (PW-12)', () => {
  expect(read(['password', 'one'], ['confirmPassword', 'one'])).toMatchObject({ password: 'one' })
  for (const other of ['two', '', 'one ', 'One'])
    expect(read(['password', 'one'], ['confirmPassword', other])).toEqual([
      ['confirmPassword', 'mismatch'],
    ])
})

test('a password that is not there, or there twice, is refused', () => {
  expect(read()).toEqual([['password', 'required']])
  expect(read(['password', 'one'], ['password', 'one'])).toEqual([['password', 'required']])
})
