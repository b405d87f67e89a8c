import { describe, expect, test } from 'vitest'
import { foldingLetters } from '#lib/folding-letters-fixture.ts'
import { formData } from '#server/http/form-body.ts'
import { forgotPasswordForm } from './schema.ts'

const read = (email: unknown) => {
  const { data, error } = forgotPasswordForm.safeParse({ email })
  return data ? { email: data.email } : { errors: error?.issues.map(({ message }) => message) }
}

describe('an address', () => {
  test.each([
    'ada@example.com',
    'Ada.Lovelace+reset@Sub.Example.co.uk',
    "o'neil@example.com",
    `${'a'.repeat(64)}@example.com`,
  ])('is taken as it is typed: %s', (email) => {
    expect(read(email)).toEqual({ email })
  })

  test('is freed of the space around it', () => {
    expect(read(' \tada@example.com\n\u00a0')).toEqual({ email: 'ada@example.com' })
  })

  test.each(['', '  ', '\n'])('that is blank is asked for, and that is all: %j', (email) => {
    expect(read(email)).toEqual({ errors: ['required'] })
  })

  test.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@example.com,eve@example.com',
    'ada@example.com;eve@example.com',
    'ada@example.com eve@example.com',
    'ada@example.com|eve@example.com',
    'ada@example.com\neve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com%0aeve@example.com',
    'ada@example.com\0',
    'ada\0@example.com',
    'ada@[127.0.0.1]',
    '"ada"@example.com',
  ])('that is no one address is refused: %j (FR-07)', (email) => {
    expect(read(email)).toEqual({ errors: [expect.stringMatching(/^[a-z-]+$/)] })
  })

  test.each([undefined, null, 7, {}, ['ada@example.com'], ['a@b.io', 'c@d.io'], { $eq: 'a' }])(
    'that is no text is refused: %j (FR-07)',
    (email) => {
      expect(read(email)).toEqual({ errors: ['several'] })
    },
  )

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

describe("another's address", () => {
  test('cannot be written with letters that look like its own (FR-09)', () => {
    expect(foldingLetters.length).toBeGreaterThan(1400)
    for (const letter of foldingLetters) {
      const taken = read(`a${letter}a@example.com`)
      expect([`a${letter}a@example.com`, undefined]).toContain(taken.email)
      // A full-width @ is not a letter: it is read as an @.
      if (letter !== '\uff20') expect(read(`ada${letter}b.io`).email).toBeUndefined()
    }
  })
})
