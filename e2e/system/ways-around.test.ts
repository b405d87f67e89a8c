import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Form, openForm } from './form.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, sendTo } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startWorld, type World } from './world.ts'

let world: World
let form: Form

beforeAll(async () => {
  world = await startWorld('sessionm')
  form = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
})
afterAll(() => world?.end())

describe('headers by which Next steers itself', () => {
  const STEERING: Head = [
    ['x-middleware-subrequest', 'proxy:proxy:proxy:proxy:proxy'],
    ['x-middleware-subrequest', 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy'],
    ['x-middleware-subrequest', 'middleware:middleware:middleware:middleware:middleware'],
    ['x-middleware-prefetch', '1'],
    ['x-middleware-rewrite', '/en/change-password'],
    ['x-middleware-next', '1'],
    ['x-middleware-override-headers', 'origin'],
    ['x-nextjs-data', '1'],
    ['x-matched-path', '/en/forgot-password'],
    ['x-now-route-matches', '1=en'],
    ['x-invoke-path', '/en/forgot-password'],
    ['x-invoke-status', '500'],
    ['x-action-forwarded', '1'],
    ['x-prerender-revalidate', 'x'],
    ['next-resume', '1'],
    ['next-url', '/en/forgot-password'],
    ['next-router-state-tree', '%ff'],
    ['next-router-prefetch', '1'],
    ['next-router-segment-prefetch', '/_tree'],
    ['x-http-method-override', 'GET'],
  ]

  test.each(STEERING)(
    'lead no form of others past the door: %s: %s (CVE-2025-29927, CVE-2026-64642)',
    async (name, value) => {
      for (const way of WAYS) {
        const head: Head = [
          ['Origin', 'https://evil.example'],
          [name, value],
        ]
        const fields = { email: 'nobody@example.com' }
        const bytes = spellForm(form, way, { target: '/forgot-password', fields, head })
        expect((await exchange(world.siteUrl, { bytes })).status).toBe(403)
      }
    },
  )

  test('change nothing of what is answered to others (CVE-2026-44576, CVE-2026-44581)', async () => {
    for (const [name, value] of [
      ...STEERING,
      ['content-security-policy', "script-src 'nonce-evil'"],
    ] as const) {
      const { status, head, body } = await sendTo(world.siteUrl, 'GET', '/forgot-password', [
        [name, value],
      ])
      expect({ name, status }).toEqual({ name, status: 200 })
      expect(head).toMatch(/^content-type: text\/html/im)
      expect(head).toMatch(/^cache-control: .*no-store/im)
      expect(head + body).not.toContain('nonce-evil')
    }
  })

  test('never bring a token back (TK-02)', async () => {
    for (const name of ['rsc', ...STEERING.map(([own]) => own)]) {
      const { head, body } = await sendTo(
        world.siteUrl,
        'GET',
        '/actions?action=resetPwd&customerId=1&token=canary',
        [[name, '1']],
      )
      expect({ name, text: head + body }).not.toMatchObject({
        text: expect.stringContaining('canary'),
      })
    }
  })
})

describe('a way around the door', () => {
  const AROUND = [
    ...[
      '/en/forgot-password',
      '/%5Blocale%5D/forgot-password',
      '/FORGOT-PASSWORD',
      '/forgot-password.rsc',
    ],
    ...[
      '/forgot%2dpassword',
      '/./forgot-password',
      '/x/../forgot-password',
      '/forgot-password%2f',
      '/en',
    ],
    ...[
      '/forgot-password.segments/_tree.segment.rsc',
      '/_next/data/x/forgot-password.json',
      '/%2fforgot-password',
    ],
    ...[
      '/forgot-password;x',
      '/forgot-password%00',
      '/forgot-password.txt',
      '/_next/../forgot-password',
      '/missing',
    ],
  ]

  test.each(AROUND)(
    'is none: %s (NX-06, GHSA-267c-6grr-h53f, GHSA-26hh-7cqf-hhc6, GHSA-492v-c6pp-mqqv)',
    async (target) => {
      const customer = await world.sandbox.register('sessionm')
      for (const head of [
        [],
        [['Origin', 'null']],
        [['Origin', 'https://evil.example']],
      ] as Head[]) {
        for (const way of WAYS) {
          const bytes = spellForm(form, way, { target, fields: { email: customer.email }, head })
          const { status } = await exchange(world.siteUrl, { bytes })
          expect([400, 403, 404, 405]).toContain(status)
        }
      }
      await resetOnce(world)
      expect(await world.sandbox.callsAbout('sessionm', customer)).toEqual([])
    },
  )
})

/** What is not there is missing for every method; Next itself refuses some of them as malformed. */
const allowed = (path: string) => (path === '/missing' ? [400, 404] : [405])

test.each(['TRACE', 'CONNECT', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
  '%s is refused everywhere',
  async (method) => {
    for (const path of [
      '/',
      '/forgot-password',
      '/change-password',
      '/actions',
      '/healthz',
      '/missing',
    ]) {
      const { status, head } = await sendTo(world.siteUrl, method, path)
      if (method === 'CONNECT') expect(status ?? 400).toBeGreaterThanOrEqual(400)
      else expect(allowed(path)).toContain(status)
      if (status === 405) expect(head).toMatch(/^allow: .*GET/im)
    }
  },
)

test('nobody is led away (HD-10)', async () => {
  const away = [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/%5cevil.example',
    '/\tevil',
  ]
  const names = ['next', 'redirect', 'returnTo', 'callbackUrl', 'url', 'continue', '_rsc']
  const targets = away.flatMap((to) => [
    to,
    `${to}/..`,
    ...['/forgot-password', '/actions', '/.well-known/change-password', '/'].map(
      (path) => `${path}?${names.map((name) => `${name}=${encodeURIComponent(to)}`).join('&')}`,
    ),
  ])
  for (const target of targets) {
    const { status, head } = await sendTo(world.siteUrl, 'GET', target)
    expect(status ?? 400).toBeLessThan(500)
    const to = destinationOf({ head })
    if (to !== null) expect(to).toMatch(/^\/(?:forgot-password|change-password\/expired)?(?:$|\?)/)
    expect(head).not.toMatch(/^(?:refresh|location): .*evil/im)
  }
})

test('after all of it the site serves', () => resetOnce(world))
