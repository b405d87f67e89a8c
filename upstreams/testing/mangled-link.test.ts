import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { context, fakeServices } from '#lib/reset/fake-services.ts'
import { openLink } from '#lib/reset/open-link.ts'
import { later } from '#lib/reset/services.ts'
import type { UpstreamName } from '#lib/reset/upstream.ts'
import { permissiveVendor } from '#upstreams/testing/obliging-vendors-fixture.ts'

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

/** Breaks the line behind the first character of the token; a `+` after an indent would be lost. */
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

/** Quoting and folding are done by the mailer, before any reader of the mail sees the link. */
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

/** Tokens of an alphabet; many begin with what quoting leaves, or hold it. */
const tokens = (alphabet: string, { least = 16, most = 64 } = {}) =>
  fc
    .tuple(
      fc.constantFrom('', '', '3D', '3D3D', '2E'),
      fc.string({ unit: fc.constantFrom(...alphabet), minLength: least - 4, maxLength: most - 8 }),
      fc.constantFrom('', '3D'),
    )
    .map((parts) => parts.join(''))
    .filter(
      (text) => text.length >= least && [...text].every((letter) => alphabet.includes(letter)),
    )

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const LETTERS = LOWER + LOWER.toUpperCase()
const BASE64 = `${LETTERS + DIGITS}+/`
const BASE64URL = `${LETTERS + DIGITS}-_`

const objectId = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 24,
  maxLength: 24,
})
const base64 = tokens(BASE64).map(
  (text) => text + '='.repeat((4 - (text.length % 4)) % 4).slice(0, 2),
)

/** Each vendor's raw links as its mailer may write them, and the token that is in them. */
const RAW = {
  betterez: fc.record({
    parameters: fc.record({
      accountId: fc.constant('52c6ae6f5d8f4c4d1c000001'),
      customerId: objectId,
      action: fc.constant('resetPwd'),
    }),
    token: fc.oneof(
      tokens(BASE64URL),
      tokens('0123456789ABCDEF'),
      tokens('0123456789abcdef'),
      tokens(DIGITS),
      fc.uuid(),
    ),
  }),
  sessionm: fc.record({
    parameters: fc.record(
      { action: fc.constant('resetPwd'), customerId: fc.uuid() },
      { requiredKeys: ['customerId'] },
    ),
    token: base64,
  }),
  // A username and a code that both begin with 3D may be quoted or not: this is ambiguous.
  'elastic-path': fc.record({
    parameters: fc.record({
      username: fc.emailAddress().filter((text) => !text.includes('%') && !text.startsWith('3D')),
    }),
    token: tokens(LETTERS + DIGITS, { least: 8, most: 24 }),
  }),
} as const satisfies Record<UpstreamName, unknown>

const tokenOf = (name: UpstreamName, text: string): string =>
  name === 'elastic-path' ? (JSON.parse(text) as { code: string }).code : text

const linkOf = (parameters: object, token: string) =>
  `${new URLSearchParams(Object.entries(parameters))}&token=${token}`

const quotedToken: Mangling = (search) => search.replace('token=', 'token=3D')

describe.each(['betterez', 'sessionm', 'elastic-path'] as const)('a link at %s', (name) => {
  const services = fakeServices(permissiveVendor(name).upstream)

  test('keeps its raw token, mangled in any way or not at all', async () => {
    const written = fc.constantFrom(encodeURIComponent, String)
    await fc.assert(
      fc.asyncProperty(RAW[name], written, manglings(), async (link, write, steps) => {
        const sent = linkOf(link.parameters, write(link.token))
        const opened = await openLink(services, context, mangled(sent, steps))
        if (opened.kind !== 'open') return expect.fail(opened.kind)
        expect(tokenOf(name, opened.ticket.token)).toBe(link.token)
      }),
      { numRuns: 1000 },
    )
  })

  test('opens with its sealed token, mangled in any way or not at all', async () => {
    const all = manglings([quotedToken])
    await fc.assert(
      fc.asyncProperty(tokens(BASE64), fc.uuid(), all, async (token, customerId, steps) => {
        const ticket = { subject: customerId, token, email: null }
        const sealed = await services.sealer.seal('link', ticket, later(services.now(), 60))
        const sent = linkOf({ action: 'resetPwd', customerId }, sealed)
        const opened = await openLink(services, context, mangled(sent, steps))
        expect(opened).toMatchObject({ kind: 'open', ticket })
      }),
      { numRuns: 300 },
    )
  })
})
