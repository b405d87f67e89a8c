import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { context, fakeServices } from '#lib/reset/fake-services.ts'
import { openLink } from '#lib/reset/open-link.ts'
import { later } from '#lib/reset/services.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { ALPHABETS, tokens } from '#upstreams/testing/arbitrary-tokens.ts'
import { permissiveVendor } from '#upstreams/testing/permissive-vendors-fixture.ts'

type Mangling = (search: string) => string

const onValues = (search: string, change: Mangling) =>
  search.replace(/=([^&]*)/g, (_, value: string) => `=${change(value)}`)

const quoted: Mangling = (search) => search.replaceAll('=', '=3D')
const encodedAgain: Mangling = (search) => onValues(search, encodeURIComponent)
const encodedWhole: Mangling = encodeURIComponent
const joinedBy =
  (ampersand: string): Mangling =>
  (search) =>
    search.replaceAll('&', ampersand)
const ending =
  (mark: string): Mangling =>
  (search) =>
    `${search}${mark}`

/** Breaks the line after the first character of the token, unless a `+` follows, which would be lost. */
const folded =
  (lineBreak: string): Mangling =>
  (search) =>
    search.replace(/(token=(?:3D)?(?:%..|.))(.)/, (all, start, next) =>
      next === '+' ? all : start + lineBreak + next,
    )

const ENDINGS = [
  ...['', '.', ',', ';', '>', ').', '!', "'", '%22', '%3E', '%E2%80%A6', '%C2%A0'],
  ...['%E2%80%8B', '\ufeff', '?utm_source=mail', '%3Futm_source%3Dmail', '%0D%0A'],
]

/** Combines damage to a link. The mailer quotes and folds it before mail programs change it. */
const manglings = (...mailers: Mangling[][]) =>
  fc
    .record({
      before: fc.constantFrom(
        [],
        [quoted],
        [quoted, folded('%3D%0D%0A')],
        [folded('%3D%0D%0A')],
        [folded('%0D%0A%20%09')],
        ...mailers,
      ),
      after: fc.shuffledSubarray([
        joinedBy('&amp;'),
        joinedBy('&amp;'),
        joinedBy('&#38;'),
        joinedBy('&AMP%3B'),
        encodedAgain,
      ]),
      end: fc.constantFrom(...ENDINGS),
      last: fc.constantFrom([], [encodedWhole]),
    })
    .map(({ before, after, end, last }) => [...before, ending(end), ...after, ...last])

const mangled = (search: string, steps: readonly Mangling[]) =>
  steps.reduce((text, step) => step(text), search)

const linkOf = (parameters: object, token: string) =>
  `${new URLSearchParams(Object.entries(parameters))}&token=${token}`

const quotedToken: Mangling = (search) => search.replace('token=', 'token=3D')

describe.each(UPSTREAM_NAMES)('a link at %s', (name) => {
  const { rawLink } = vendors[name].traits
  const services = fakeServices(permissiveVendor(name).upstream)

  test.runIf(rawLink)('keeps its raw token, mangled in any way or not at all', async () => {
    if (!rawLink) return
    const written = fc.constantFrom(encodeURIComponent, String)
    await fc.assert(
      fc.asyncProperty(rawLink.any, written, manglings(), async (link, write, steps) => {
        const sent = linkOf(link.parameters, write(link.token))
        const opened = await openLink(services, context, mangled(sent, steps))
        if (opened.kind !== 'open') return expect.fail(opened.kind)
        expect(rawLink.tokenOf(opened.ticket.token)).toBe(link.token)
      }),
      { numRuns: 1000 },
    )
  })

  test('opens with its sealed token, mangled in any way or not at all', async () => {
    const all = manglings([quotedToken])
    await fc.assert(
      fc.asyncProperty(
        tokens(ALPHABETS.base64),
        fc.uuid(),
        all,
        async (token, customerId, steps) => {
          const ticket = { subject: customerId, token, email: null }
          const sealed = await services.sealer.seal('link', ticket, later(services.now(), 60))
          const sent = linkOf({ action: 'resetPwd', customerId }, sealed)
          const opened = await openLink(services, context, mangled(sent, steps))
          expect(opened).toMatchObject({ kind: 'open', ticket })
        },
      ),
      { numRuns: 300 },
    )
  })
})
