import { expect, test } from 'vitest'
import { formData } from '#server/http/form-body.ts'
import { changePasswordForm } from './schema.ts'
import { linkForm } from './with-link/schema.ts'

type Fields = [string, string][]

const readAs = (schema: typeof changePasswordForm | typeof linkForm, fields: Fields) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  const { data, error } = formData<typeof schema>(schema).safeParse(form)
  return data ?? error?.issues.map(({ path, message }) => [path[0], message])
}
const read = (...fields: Fields) => readAs(changePasswordForm, fields)

test.each(['  a password with space around it  ', 'e\u0301\u00e9', '', '\0'])(
  'reads a password exactly as typed: %j (PW-05)',
  (password) => {
    expect(read(['password', password])).toEqual({ password })
  },
)

test('compares the second field if the form has one (PW-12)', () => {
  expect(read(['password', 'one'], ['confirmPassword', 'one'])).toMatchObject({ password: 'one' })
  for (const other of ['two', '', 'one ', 'One'])
    expect(read(['password', 'one'], ['confirmPassword', other])).toEqual([
      ['confirmPassword', 'mismatch'],
    ])
})

test('refuses a missing or repeated password', () => {
  expect(read()).toEqual([['password', 'required']])
  expect(read(['password', 'one'], ['password', 'one'])).toEqual([['password', 'required']])
})

test('reads one link and one password from a form with a pasted link', () => {
  const link: Fields[0] = ['link', 'https://account.example.com/actions?token=t']
  const password: Fields[0] = ['password', ' p ']
  const readLink = (...fields: Fields) => readAs(linkForm, fields)
  expect(readLink(link, password)).toEqual({ link: '?token=t', password: ' p ' })
  expect(readLink(password)).toEqual([['link', 'required']])
  expect(readLink(['link', 'K7QF2A'], password)).toEqual([['link', 'no-link']])
  expect(readLink(link, link, password)).toEqual([['link', 'required']])
  expect(readLink(link, password, ['confirmPassword', 'p'])).toEqual([
    ['confirmPassword', 'mismatch'],
  ])
})
