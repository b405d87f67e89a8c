import { describe, expect, test } from 'vitest'
import { formData } from '#server/http/form-body.ts'
import { forgotPasswordForm, requestForm } from './schema.ts'

const read = (email: unknown) => {
  const { data, error } = forgotPasswordForm.safeParse({ email })
  return data ? { email: data.email } : { errors: error?.issues.map(({ message }) => message) }
}

describe('an address', () => {
  test('is trimmed', () => {
    expect(read(' \tada@example.com\n\u00a0')).toEqual({ email: 'ada@example.com' })
  })

  test.each([
    ['', 'required'],
    ['  ', 'required'],
    ['ada', 'no-at'],
    ['ada@example.com,eve@example.com', 'several'],
    ...[undefined, null, 7, {}, ['ada@example.com'], ['a@b.io', 'c@d.io'], { $eq: 'a' }].map(
      (email) => [email, 'several'],
    ),
  ])('that is no one address is refused: %j is %s (FR-07)', (email, fault) => {
    expect(read(email)).toEqual({ errors: [fault] })
  })

  test('is not longer than mail allows: 64 before the @, 254 in all (FR-10)', () => {
    const host = (length: number) =>
      `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(length - 128 - 4)}.com`
    expect(read(`${'a'.repeat(64)}@${host(189)}`)).toMatchObject({ email: expect.any(String) })
    expect(read(`${'a'.repeat(64)}@${host(190)}`)).toEqual({ errors: ['too-long'] })
  })

  test('that is posted twice is refused (FR-07)', () => {
    const form = new FormData()
    form.append('email', 'ada@example.com')
    form.append('email', 'eve@example.com')
    expect(formData(forgotPasswordForm).safeParse(form).success).toBe(false)
  })
})

test('a customer number is read only where those are accepted', () => {
  const read = (acceptsNumber: boolean, email: string) => {
    const { data, error } = requestForm(acceptsNumber).safeParse({ email })
    return data?.email ?? error?.issues.map(({ message }) => message)
  }
  expect(read(true, ' 123 456 789 ')).toBe('123-456-789')
  expect(read(true, ' ada@example.com')).toBe('ada@example.com')
  expect(read(true, '12345')).toEqual(['no-at'])
  expect(read(false, '123-456-789')).toEqual(['no-at'])
})
