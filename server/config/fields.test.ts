import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaints, configWith, environments, shared } from '#server/config/config-fixture.ts'
import { UPSTREAM_NAMES, type UpstreamName, upstreams } from '#upstreams/registry.ts'

const { SITE_SECRET } = shared

/** Every variable with the URL of an upstream's API. */
const urlsOfUpstreams = UPSTREAM_NAMES.flatMap((upstream) =>
  Object.keys(upstreams[upstream].variables)
    .filter((name) => name.endsWith('_URL'))
    .map((name): [UpstreamName, string] => [upstream, name]),
)

describe('a malformed value', () => {
  const cases: [string, string, string?][] = [
    ['SITE_URL', 'canary'],
    ['SITE_URL', 'http://canary.example.com'],
    ['SITE_URL', 'http://localhost.canary.example'],
    ['SITE_URL', 'ftp://localhost/canary'],
    ['SITE_URL', 'https://account.example.com/canary'],
    ['SITE_URL', 'https://account.example.com?canary'],
    ['SITE_URL', 'https://canary@account.example.com'],
    ['SITE_SECRET', 'canary'],
    ['SITE_SECRET', Buffer.alloc(31, 'canary').toString('base64')],
    ['SITE_SECRET', Buffer.alloc(33, 'canary').toString('base64')],
    ['SITE_SECRET', `${SITE_SECRET},canary`],
    ['SITE_SECRET', `${SITE_SECRET},`],
    ['BRAND_TIME_ZONE', 'Canary/Canary'],
    ['IMPRINT_URL', 'http://canary.example.com'],
    ['SESSIONM_API_URL', 'http://canary.example.com'],
    ['SESSIONM_SENDS_EMAIL', 'canary'],
    ['RESEND_BASE_URL', 'http://canary.example.com'],
    ['MAIL_FROM', 'canary'],
    ['MAIL_FROM', 'canary@example.com\r\nBcc: canary@example.com'],
    ['MAIL_FROM', 'Canary canary@example.com'],
    ['MAIL_FROM', 'Canary, Inc. <canary@example.com>'],
    ['MAIL_REPLY_TO', 'canary'],
    ['BRAND_NAME', 'Marlow\r\nBcc: canary@example.com'],
    ['BRAND_NAME', 'Marlow\u0000 canary'],
    ['BRAND_NAME', 'Marlow \u202eyranac'],
    ['BRAND_NAME', 'Marlow\u2028canary'],
    ['BRAND_NAME', 'canary '.repeat(20)],
    ['BRAND_LOGO_URL', 'http://canary.example.com'],
    ['BRAND_LOGO_DARK_URL', 'http://canary.example.com'],
    ['BRAND_COLOR', 'canary'],
    ['BRAND_COLOR', '#fff'],
    ['SIGN_IN_URL', 'javascript:canary'],
    ['SUPPORT_URL', '/canary'],
    ['OTHER_ACTIONS_URL', '/canary'],
    ['OTHER_ACTIONS_URL', 'http://canary.example.com'],
    ['OTHER_ACTIONS_URL', 'https://shop.example.com@account.example.com/canary'],
    ['OTHER_ACTIONS_URL', 'https://canary:canary@shop.example.com/'],
    ['PASSWORD_MIN_LENGTH', 'canary'],
    ['PASSWORD_MIN_LENGTH', '7'],
    ['PASSWORD_MIN_LENGTH', '65'],
    ['PASSWORD_MAX_BYTES', '63'],
    ['PASSWORD_MAX_BYTES', '4097'],
    ['PASSWORD_MAX_BYTES', '1e3'],
    ['BREACH_CHECK_URL', 'canary'],
    ['BREACH_CHECK_URL', 'http://canary.example.com'],
    ['TRUSTED_PROXY_HOPS', '-1'],
    ['TRUSTED_PROXIES', '192.168/16'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['HTTPS_PROXY', 'canary:3128'],
    ['HTTP_PROXY', 'socks5://canary'],
    ['LOG_LEVEL', 'canary'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ]
  test.each(cases)(
    'of %s is reported by name and reason, never by value: %j (CF-01)',
    (name, value) => {
      const said = complaints({ ...environments.sessionm, [name]: value })
      expect(new Set(said.map((line) => line.split(' ')[0]))).toEqual(new Set([name]))
      for (const line of said) {
        expect(line).toMatch(/ (is not a|must) /)
        expect(line).not.toContain('canary')
      }
    },
  )

  test('is never shown, in any variable (CF-01)', () => {
    const all = Object.values(environments)
    const names = [...new Set([...all.flatMap(Object.keys), ...cases.map(([name]) => name)])]
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...names),
        fc.string(),
        (env, name, value) => {
          for (const line of complaints({ ...env, [name]: `${value}canary${value}` })) {
            expect(line).toMatch(/^[A-Z_]+ (is|must) /)
            expect(line).not.toContain('canary')
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each<[UpstreamName, string]>([
    ...urlsOfUpstreams,
    ['sessionm', 'RESEND_BASE_URL'],
    ['sessionm', 'BREACH_CHECK_URL'],
    ['sessionm', 'BRAND_LOGO_URL'],
    ['betterez', 'OTHER_ACTIONS_URL'],
  ])('of a URL to call is http, except on this machine: %s %s (OB-01)', (upstream, name) => {
    const env = environments[upstream]
    for (const url of ['http://api.example', 'ftp://api.example', 'http://127.0.0.1.example'])
      expect(complaints({ ...env, [name]: url }).join()).toMatch(
        new RegExp(`^${name} must be .*https`),
      )
    for (const url of ['https://api.example', 'http://localhost:4000', 'http://127.0.0.1:4000'])
      expect(complaints({ ...env, [name]: url })).toEqual([])
  })

  test('of BRAND_LOGO_DARK_URL is one without a logo for light mode', () => {
    const dark = { BRAND_LOGO_DARK_URL: 'https://cdn.example.com/dark.svg' }
    expect(complaints({ ...environments.betterez, ...dark })).toEqual([
      'BRAND_LOGO_DARK_URL must not be set without BRAND_LOGO_URL',
    ])
    const both = { ...dark, BRAND_LOGO_URL: 'https://cdn.example.com/logo.svg' }
    expect(complaints({ ...environments.betterez, ...both })).toEqual([])
  })

  test('of OTHER_ACTIONS_URL is on the host of the site', () => {
    for (const url of [
      'https://account.example.com',
      'https://ACCOUNT.example.com:443/actions/',
      'https://account.example.com./x',
    ])
      expect(complaints({ ...environments.betterez, OTHER_ACTIONS_URL: url })).toEqual([
        'OTHER_ACTIONS_URL must not be on the host of SITE_URL',
      ])
    const shop = 'https://shop.account.example.com/actions/'
    expect(complaints({ ...environments.betterez, OTHER_ACTIONS_URL: shop })).toEqual([])
    expect(configWith({ OTHER_ACTIONS_URL: shop }).otherActionsUrl).toBe(shop)
  })

  test("of the site's secret is a key that the build holds as well (CF-01)", () => {
    const [old, fresh] = [2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'))
    for (const both of [SITE_SECRET, `${fresh},${SITE_SECRET}`]) {
      const env = { ...environments.sessionm, SITE_SECRET: both }
      expect(complaints({ ...env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: SITE_SECRET })).toEqual([
        'SITE_SECRET must not be NEXT_SERVER_ACTIONS_ENCRYPTION_KEY as well',
      ])
      expect(complaints({ ...env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: old })).toEqual([])
    }
  })
})
