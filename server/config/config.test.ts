import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMIT_DEFAULTS } from '#lib/reset/limits.ts'
import { LOCALES } from '#messages/locales.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { readConfig } from './config.ts'
import { complaints, environments, mail, withoutMail } from './config-fixture.ts'

const { RESEND_API_KEY, MAIL_FROM } = mail

const missing = Object.entries(environments).flatMap(([upstream, env]) =>
  Object.keys(env)
    .filter((name) => name !== 'UPSTREAM')
    .map((name) => ({ upstream, name, env })),
)

describe('a variable that is needed', () => {
  test.each(missing)(
    'is named when it is missing: $name for $upstream (CF-01)',
    ({ name, env }) => {
      for (const absent of [undefined, '', ' \t']) {
        expect(complaints({ ...env, [name]: absent })).toEqual([`${name} is missing`])
      }
    },
  )

  test('is named along with every other one (CF-01)', () => {
    const names = complaints({ UPSTREAM: 'sessionm' }).map((line) => line.split(' ')[0])
    expect(names).toEqual([
      'SITE_URL',
      'SITE_SECRET',
      'SESSIONM_API_URL',
      'SESSIONM_API_KEY',
      'SESSIONM_API_SECRET',
      'RESEND_API_KEY',
      'MAIL_FROM',
    ])
  })

  test.each([undefined, '', 'shopify', 'Betterez'])('is the upstream, and not %j', (upstream) => {
    const [complaint, ...others] = complaints({ ...environments.sessionm, UPSTREAM: upstream })
    expect(others).toEqual([])
    expect(complaint).toMatch(/^UPSTREAM must be ([a-z-]+, )+[a-z-]+ or [a-z-]+$/)
    for (const name of UPSTREAM_NAMES) expect(complaint).toContain(name)
  })
})

describe('mails of ours', () => {
  test('are required to mail addresses without an account', () => {
    const env = { ...environments.betterez, MAIL_UNKNOWN_ADDRESSES: 'true' }
    expect(complaints(env)).toEqual(['RESEND_API_KEY is missing', 'MAIL_FROM is missing'])
    expect(readConfig({ ...env, ...mail }).mail?.unknownAddresses).toBe(true)
  })

  test.each([
    ['betterez', environments.betterez],
    ['a SessionM that writes itself', { ...withoutMail('sessionm'), SESSIONM_SENDS_EMAIL: 'true' }],
  ])('need not be set up for %s', (_, env) => {
    expect(readConfig(env).mail).toBeNull()
    expect(readConfig({ ...env, ...mail }).mail).toEqual({
      apiKey: RESEND_API_KEY,
      baseUrl: null,
      from: MAIL_FROM,
      replyTo: null,
      webhookSecret: null,
      unknownAddresses: false,
    })
  })

  test('are set up wholly or not at all', () => {
    const env = { ...environments.betterez, MAIL_FROM }
    expect(complaints(env)).toEqual(['RESEND_API_KEY is missing'])
  })
})

describe('the configuration', () => {
  test('has defaults for unset variables', () => {
    expect(readConfig(environments.sessionm)).toEqual({
      siteUrl: 'https://account.example.com',
      secrets: [Buffer.alloc(32, 1)],
      upstream: {
        name: 'sessionm',
        open: expect.any(Function),
        mailsLink: false,
        check: expect.any(Function),
      },
      mail: {
        ...{ apiKey: 're_key', baseUrl: null, from: MAIL_FROM, replyTo: null },
        webhookSecret: null,
        unknownAddresses: false,
      },
      events: null,
      brand: {
        name: 'account.example.com',
        logoUrl: null,
        logoDarkUrl: null,
        color: '#1f4fd8',
        signInUrl: null,
        supportUrl: null,
        legal: { privacy: null, imprint: null, accessibility: null },
        timeZone: 'UTC',
      },
      locales: LOCALES,
      ops: null,
      otherActionsUrl: null,
      wellKnownDirectory: null,
      password: { minLength: 12, maxBytes: 1024 },
      breachCheckUrl: 'https://api.pwnedpasswords.com',
      store: { kind: 'embedded', directory: resolve('.data') },
      egressProxy: { httpProxy: '', httpsProxy: '' },
      trustedProxies: { kind: 'hops', hops: 0 },
      drainSeconds: 5,
      canary: null,
      limits: LIMIT_DEFAULTS,
      api: { keys: [], invitationDays: 14 },
      scripts: true,
      logLevel: 'info',
    })
  })

  test('has the upstream that is named', () => {
    for (const [name, env] of Object.entries(environments)) {
      const { upstream } = readConfig(env)
      expect([upstream.name, upstream.open(fetch).name]).toEqual([name, name])
    }
  })

  test('has the egress proxy: lower case wins, unless it is blank (CF-02)', () => {
    const proxies = { HTTP_PROXY: 'http://a.example', https_proxy: 'http://b.example' }
    const read = (others: Record<string, string>) =>
      readConfig({ ...environments.sessionm, ...proxies, ...others }).egressProxy
    const both = { httpProxy: 'http://a.example', httpsProxy: 'http://b.example' }
    expect(read({ http_proxy: ' ', HTTPS_PROXY: 'http://c.example' })).toEqual(both)
    expect(read({ http_proxy: 'http://d.example' }).httpProxy).toBe('http://d.example')
  })

  test('takes a blank variable for one that is not set', () => {
    const blank = {
      ...environments.sessionm,
      PASSWORD_MIN_LENGTH: ' ',
      BRAND_NAME: '',
      LOG_LEVEL: '',
    }
    const { upstream: _, ...others } = readConfig(environments.sessionm)
    expect(readConfig(blank)).toMatchObject(others)
  })

  test('has several secrets in their order, for one to replace the other', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const SITE_SECRET = `${two.toString('base64')}, ${one.toString('base64')}`
    expect(readConfig({ ...environments.sessionm, SITE_SECRET }).secrets).toEqual([two, one])
  })

  test('has no breach check where it is off', () => {
    const env = { ...environments.sessionm, BREACH_CHECK_URL: 'off' }
    expect(readConfig(env).breachCheckUrl).toBeNull()
  })

  test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'allows http for a site on this machine: %s',
    (SITE_URL) => {
      const env = { ...environments.sessionm, SITE_URL: `${SITE_URL}/` }
      expect(readConfig(env).siteUrl).toBe(SITE_URL)
    },
  )
})

test.each([
  ['https://Account.Example.COM', 'https://account.example.com'],
  ['https://account.example.com:443/', 'https://account.example.com'],
  ['HTTPS://account.example.com', 'https://account.example.com'],
  ['http://LOCALHOST:80', 'http://localhost'],
  ['https://bücher.example:8443', 'https://xn--bcher-kva.example:8443'],
])('reads the site URL %s as browsers write it: %s', (SITE_URL, siteUrl) => {
  const { brand, ...config } = readConfig({ ...environments.sessionm, SITE_URL })
  expect(config.siteUrl).toBe(siteUrl)
  expect(brand.name).toBe(new URL(siteUrl).hostname)
})

test.each([
  ['de, fr,de', ['de', 'fr']],
  ['es', ['es']],
])('reads the languages %j as %j', (codes, locales) => {
  expect(readConfig({ ...environments.sessionm, LOCALES: codes }).locales).toEqual(locales)
})

test.each(['xx', 'en,', 'EN', 'en;fr'])('refuses the languages %j', (codes) => {
  expect(complaints({ ...environments.sessionm, LOCALES: codes })).toEqual([
    expect.stringMatching(/LOCALES must be codes of en, es, fr,/),
  ])
})
