import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { formData } from './form-body.ts'

const schema = formData(z.object({ email: z.string('malformed') }))

const read = (...fields: [string, string | Blob][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return schema.safeParse(form)
}

test('a form is read by its names', () => {
  expect(read(['email', 'ada@example.com'], ['$ACTION_KEY', 'k']).data).toEqual({
    email: 'ada@example.com',
  })
})

test.each<[string, ...[string, string | Blob][]]>([
  ['there twice', ['email', 'ada@example.com'], ['email', 'eve@example.com']],
  ['there twice with one value', ['email', 'ada@example.com'], ['email', 'ada@example.com']],
  ['a list by its name', ['email[]', 'ada@example.com'], ['email[]', 'eve@example.com']],
  ['an entry of a list', ['email[0]', 'ada@example.com']],
  ['a file', ['email', new Blob(['ada@example.com'])]],
  ['not there'],
])('a field that is %s is refused', (_, ...fields) => {
  const { success, error } = read(...fields)
  expect(success).toBe(false)
  expect(error?.issues.map(({ message }) => message)).toEqual(['malformed'])
})

test('an object that is not a form is read unchanged', () => {
  expect(schema.parse({ email: 'ada@example.com' })).toEqual({ email: 'ada@example.com' })
  expect(schema.safeParse({ email: ['ada@example.com'] }).success).toBe(false)
  for (const other of [null, undefined, 'email=x', 7])
    expect(schema.safeParse(other).success).toBe(false)
})

test('`__proto__` and `constructor` are ordinary field names', () => {
  expect(read(['__proto__', 'x'], ['constructor', 'y']).success).toBe(false)
})
