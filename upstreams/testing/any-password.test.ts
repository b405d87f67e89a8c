import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePasswordForm } from '#app/[locale]/change-password/schema.ts'
import { blocklist } from '#lib/password/blocklist.ts'
import { context, fakeServices, opened } from '#lib/reset/fake-services.ts'
import { resetPassword } from '#lib/reset/reset-password.ts'
import { messagesFor } from '#messages/messages.ts'
import { formData } from '#server/http/form-body.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { permissiveVendor } from '#upstreams/testing/permissive-vendors-fixture.ts'

const form = formData(changePasswordForm)
const reasons: Record<string, string> = messagesFor('en').changePassword.errors

/** Lists all values with this name, at any depth. */
const valuesOf = (name: string, body: unknown): unknown[] =>
  typeof body === 'object' && body !== null
    ? Object.entries(body).flatMap(([key, value]) =>
        key === name ? [value] : valuesOf(name, value),
      )
    : []

/** Opens a link and posts the form. @returns the passwords that the vendor gets, and the reason of a refusal */
async function choose(name: UpstreamName, password: string, maxBytes: number) {
  const vendor = permissiveVendor(name)
  const parts = { policy: { minLength: 12, maxBytes }, isBlocked: blocklist(['Marlow Rewards']) }
  const services = fakeServices(vendor.upstream, parts)
  const { ticket, passwordField } = vendor.traits
  const link = opened(services, { ...ticket, email: null })
  const posted = new FormData()
  posted.append('password', password)
  posted.append('confirmPassword', password)
  const result = await resetPassword(services, context, link, form.parse(posted).password)
  return { result, arrived: vendor.asked.flatMap(({ body }) => valuesOf(passwordField, body)) }
}

/** A lone surrogate, or a character of any plane. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 12 }),
  fc.string({ unit: codeUnit, maxLength: 3 }),
  fc.constantFrom(
    ...[
      '\u00e9',
      'e\u0301',
      '\u1e9b\u0323',
      '\ufb01',
      '\u2126',
      '\u212b',
      '\uac00',
      '\u1100\u1161',
    ],
    ...['  ', '\t', '\n', '\r\n', '\r', '\u00a0', '\u2028', '\ufeff', '\u200b', '\x7f', '\0'],
    ...['"', '\\', '\\u0000', '&amp;', '%41', '+', '$&', '</script>', '\u{1f468}\u200d\u{1f469}'],
  ),
)
const passwords = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''))

/** Writes a text as UTF-8 bytes, where all lone surrogates look the same. */
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('hex')

describe.each(UPSTREAM_NAMES)('whatever password is typed, at %s', (name) => {
  test.each([72, 1024])(
    'it arrives byte for byte, or is refused with a reason: up to %i bytes (PW-02, PW-05, PW-08)',
    async (maxBytes) => {
      let changes = 0
      await fc.assert(
        fc.asyncProperty(passwords, async (password) => {
          const { result, arrived } = await choose(name, password, maxBytes)
          if (result.kind === 'password-refused') {
            expect(reasons[result.reason]).toMatch(/\w/)
            expect(arrived).toEqual([])
          } else {
            expect(result.kind).toBe('changed')
            expect(arrived).toEqual([password])
            expect(arrived.map((text) => bytes(String(text)))).toEqual([bytes(password)])
            changes += 1
          }
        }),
        { numRuns: 500 },
      )
      expect(changes).toBeGreaterThan(0)
    },
  )
})
