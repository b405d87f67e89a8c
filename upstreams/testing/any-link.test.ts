import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { context, fakeServices } from '#lib/reset/fake-services.ts'
import { openLink } from '#lib/reset/open-link.ts'
import { resetPassword } from '#lib/reset/reset-password.ts'
import { later } from '#lib/reset/services.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { permissiveVendor } from '#upstreams/testing/permissive-vendors-fixture.ts'

const PASSWORD = 'seven quiet rivers 7'

const hostile = fc.constantFrom(
  ...['..', '../', '/../..', '%2e%2e%2f', '.', '/', '\\', '//evil.example', '@evil.example'],
  ...['https://evil.example/', '?a=b', '#a', '&a=b', ';', '%00', '\0', '\r\nHost: evil', '\u202e'],
  ...[
    '%',
    '%zz',
    '+',
    '=',
    '{}',
    '__proto__',
    '\u2024\u2024\u2215',
    '\uff0e\uff0e\uff0f',
    '\ufeff',
  ],
)
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 40 }))

/** Makes values that are good, damaged or random. */
const valueLike = (good: string) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(good) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(hostile, fc.nat(good.length))
        .map(([bad, at]) => good.slice(0, at) + bad + good.slice(at)),
    },
    { weight: 1, arbitrary: text },
  )

const written = fc.constantFrom(encodeURIComponent, (value: string) => value)

/** Makes queries: damaged links of the vendor, and random texts. */
const searches = (link: Readonly<Record<string, string>>) => {
  const names = [
    ...Object.keys(link),
    'action',
    'customerId',
    'accountId',
    'id',
    'token[]',
    '__proto__',
  ]
  const own = fc.tuple(
    ...Object.entries(link).map(([name, good]) => fc.tuple(fc.constant(name), valueLike(good))),
  )
  const others = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), text), text), {
    maxLength: 2,
  })
  const query = fc
    .tuple(own, fc.oneof(fc.constant([]), others), written)
    .map(([pairs, more, write]) =>
      [...pairs, ...more].map(([name, value]) => `${name}=${write(value)}`).join('&'),
    )
  return fc.oneof(
    { weight: 4, arbitrary: query },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )
}

/** Acts as a customer: follows a link, and sets a password if there is a form. */
async function follow(
  name: UpstreamName,
  search: (services: ReturnType<typeof fakeServices>) => Promise<string>,
) {
  const vendor = permissiveVendor(name)
  const services = fakeServices(vendor.upstream)
  const opened = await openLink(services, context, await search(services))
  expect(vendor.asked).toEqual([])
  if (opened.kind === 'open') await resetPassword(services, context, opened, PASSWORD)
  return { ...vendor, opened }
}

describe.each(UPSTREAM_NAMES)('whatever the query of a link is, at %s,', (name) => {
  const { rawLink, ticket, proofs } = vendors[name].traits

  test.runIf(rawLink)(
    'it is read without a fault, and leads to no other call than a change (TK-05, TK-06)',
    async () => {
      let changes = 0
      await fc.assert(
        fc.asyncProperty(searches(rawLink?.example ?? {}), async (search) => {
          const { unexpectedCalls, asked, opened } = await follow(name, async () => search)
          expect(unexpectedCalls).toEqual([])
          expect(asked.map(({ url }) => url.search).join('')).toBe('')
          if (opened.kind === 'open') changes += 1
          else expect(asked).toEqual([])
        }),
        { numRuns: 1000 },
      )
      expect(changes).toBeGreaterThan(0)
    },
  )

  test('a ticket of ours leads nowhere else either, whatever the vendor gave us (TK-06)', async () => {
    let calls = 0
    await fc.assert(
      fc.asyncProperty(valueLike(ticket.subject), proofs(valueLike), async (subject, token) => {
        const { unexpectedCalls, asked } = await follow(name, async (services) => {
          const own = { subject, token, email: null }
          const sealed = await services.sealer.seal('link', own, later(services.now(), 60))
          return `?${new URLSearchParams({ action: 'resetPwd', customerId: subject, token: sealed })}`
        })
        expect(unexpectedCalls).toEqual([])
        calls += asked.length
      }),
      { numRuns: 500 },
    )
    expect(calls).toBeGreaterThan(0)
  })
})
