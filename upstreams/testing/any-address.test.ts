import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forgotPasswordForm } from '#app/[locale]/forgot-password/schema.ts'
import { readAddress } from '#lib/email-address.ts'
import { foldingLetters } from '#lib/folding-letters-fixture.ts'
import { context, fakeServices } from '#lib/reset/fake-services.ts'
import { processRequest, requestReset } from '#lib/reset/request-reset.ts'
import { vendors } from '#sandbox/vendors.ts'
import { formData } from '#server/http/form-body.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { permissiveVendor } from '#upstreams/testing/permissive-vendors-fixture.ts'

const form = formData(forgotPasswordForm)

/** Posts a form and processes the jobs. @returns the addresses in the calls of the vendor */
async function ask(name: UpstreamName, entries: readonly (readonly [string, string])[]) {
  const posted = new FormData()
  for (const [field, value] of entries) posted.append(field, value)
  const read = form.safeParse(posted)
  const { upstream, asked, unexpectedCalls, traits } = permissiveVendor(name)
  const services = fakeServices(upstream)
  if (read.success) await requestReset(services, context, read.data.email)
  for (const job of services.jobs) if (job.kind === 'request') await processRequest(services, job)
  expect(unexpectedCalls).toEqual([])
  const sought = asked.flatMap(traits.addressesIn)
  const mailed = services.jobs.flatMap((job) => (job.kind === 'mail' ? [job.mail.to] : []))
  expect(mailed.filter((to) => !sought.includes(to))).toEqual([])
  return { isTaken: read.success, sought, requests: asked.length }
}

/** Checks that the part of an address before its `@` is a piece of the typed text, unchanged. */
const expectTyped = (name: UpstreamName, sought: string, typed: string) => {
  const text = typed.replace(/\p{Cf}/gu, '').replaceAll('\uff20', '@')
  const local = sought.slice(0, sought.indexOf('@') + 1)
  expect(vendors[name].traits.spell(text)).toContain(local)
  expect(readAddress(sought)).toBe(sought)
}

const odd = fc.constantFrom(
  ...[',', ', ', ';', '|', ' ', '\r\n', '\n', '\0', '%0a', '%00', '\t', '<', '>', '"', '(', ')'],
  ...[
    '\uff20',
    '\ufe6b',
    '@',
    '\uff0c',
    '\uff1b',
    '\u3002',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u00a0',
  ],
  ...['\u212a', '\u017f', '\u0130', '\u0131', '\ufb00', '\u1e9e', '\\', ':', '[', ']', '&', '='],
)
const address = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('ada@example.com', 'Kim@Example.com', 'j\u00f6rg@b\u00fccher.example'),
)
/** An address, several ones, one with an odd character, or any text. */
const typed = fc.oneof(
  address,
  fc.tuple(address, odd, address).map((parts) => parts.join('')),
  fc
    .tuple(address, fc.oneof(odd, fc.constantFrom(...foldingLetters)), fc.nat(20))
    .map(([text, bad, at]) => text.slice(0, at) + bad + text.slice(at)),
  fc.string({ unit: 'binary' }),
)
const field = fc.constantFrom(
  'email',
  'email',
  'email',
  'email[]',
  'email[0]',
  'Email',
  '__proto__',
)

describe.each(UPSTREAM_NAMES)('whatever address is typed, %s', (name) => {
  test('is asked for it once and as it was typed, or not at all (FR-07, FR-09)', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const { isTaken, sought, requests } = await ask(name, [['email', text]])
        expect(sought).toHaveLength(isTaken ? 1 : 0)
        for (const address of sought) expectTyped(name, address, text)
        if (isTaken) taken += 1
        else expect(requests).toBe(0)
      }),
      { numRuns: 1000 },
    )
    expect(taken).toBeGreaterThan(0)
  })

  test('is asked for nothing where a form holds several, under whatever names (FR-07)', async () => {
    const entries = fc.array(fc.tuple(field, typed), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(entries, async (fields) => {
        const own = fields.filter(([key]) => key === 'email')
        const { isTaken, sought } = await ask(name, fields)
        if (own.length !== 1) expect(isTaken).toBe(false)
        expect(sought.length).toBe(isTaken ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })

  test('is asked for no other by any letter that folds (FR-09)', async () => {
    expect(foldingLetters.length).toBeGreaterThan(1400)
    let taken = 0
    for (const letter of foldingLetters) {
      const text = `a${letter}a@example.com`
      const { isTaken, sought } = await ask(name, [['email', text]])
      expect(sought).toEqual(isTaken ? [text] : [])
      if (isTaken) taken += 1
      // A full-width @ is no letter.
      if (letter === '\uff20') continue
      expect((await ask(name, [['email', `ada${letter}example.com`]])).requests).toBe(0)
    }
    expect(taken).toBeGreaterThan(1000)
  })
})
