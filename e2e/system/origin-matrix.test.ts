import { afterAll, describe, expect, test } from 'vitest'
import { words } from '#lib/words-fixture.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { arrive } from './arrive.ts'
import { type Form, formOf, openForm, typed } from './form.ts'
import { until } from './program.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, type RawAnswer, sendTo } from './raw-request.ts'
import { startTestEnvironment } from './test-environment.ts'

const EVIL = 'https://evil.example'
const SAME_ORIGIN = ['Sec-Fetch-Site', 'same-origin'] as const
const CROSS_SITE = ['Sec-Fetch-Site', 'cross-site'] as const

/** Heads of requests from other sites. */
const FOREIGN: readonly Head[] = [
  [],
  [['Origin', 'null']],
  [['Origin', 'null'], CROSS_SITE],
  [['Origin', EVIL]],
  [
    ['Origin', EVIL],
    ['X-Forwarded-Host', 'evil.example'],
    ['Forwarded', 'host=evil.example'],
    ['Host', 'evil.example'],
  ],
  [['Origin', EVIL], SAME_ORIGIN],
  [['Origin', 'http://[']],
  [['Origin', '']],
  [['Origin', 'SITE/']],
  [['Origin', 'SITE, SITE']],
  [['Origin', 'SITE0']],
  [CROSS_SITE],
  [['Sec-Fetch-Site', 'same-site']],
]

/** Heads of requests from pages of the site. */
const OURS: readonly Head[] = [
  [['Origin', 'SITE']],
  [['Origin', 'SITE'], SAME_ORIGIN],
  [SAME_ORIGIN],
  [['Origin', 'null'], SAME_ORIGIN],
]

/** Internal headers of Next. */
const STEERING: Head = [
  ['x-middleware-subrequest', 'proxy:proxy:proxy:proxy:proxy'],
  ['x-middleware-subrequest', 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy'],
  ['x-middleware-subrequest', 'middleware:middleware:middleware:middleware:middleware'],
  ['x-middleware-rewrite', '/en/change-password'],
  ['x-middleware-override-headers', 'origin'],
  ['x-matched-path', '/en/forgot-password'],
  ['x-now-route-matches', '1=en'],
  ['x-invoke-path', '/en/forgot-password'],
  ['x-invoke-status', '500'],
  ['x-prerender-revalidate', 'x'],
  ['next-url', '/en/forgot-password'],
  ['next-router-state-tree', '%ff'],
  ['next-router-segment-prefetch', '/_tree'],
  ['x-http-method-override', 'GET'],
  ...words(`x-middleware-prefetch x-middleware-next x-nextjs-data x-action-forwarded next-resume
    next-router-prefetch`).map((name) => [name, '1'] as const),
]

const environment = await startTestEnvironment('elastic-path')
const { siteUrl } = environment
afterAll(() => environment.end())

const filled = (head: Head): Head =>
  head.map(([name, value]) => [name, value.replaceAll('SITE', siteUrl)] as const)

const refusals = () =>
  environment.server.written.stdout.split('"event":"origin_refused"').length - 1

/** Sends the form from all other origins. @returns a function that sends it from the site */
async function expectOnlyOurs(
  form: Form,
  way: (typeof WAYS)[number],
  fields: Record<string, string>,
) {
  const target = new URL(form.page).pathname
  const send = (head: Head): Promise<RawAnswer> =>
    exchange(siteUrl, { bytes: spellForm(form, way, { target, fields, head: filled(head) }) })
  const before = refusals()
  for (const from of FOREIGN) {
    const { status, text } = await send(from)
    expect({ from, status }).toEqual({ from, status: 403 })
    expect(text).not.toMatch(/set-cookie|evil\.example|^access-control-/im)
  }
  await until('each refusal is in the log', async () => refusals() - before === FOREIGN.length)
  return async () => {
    for (const from of OURS) {
      const goesTo = destinationOf(await send(from))
      expect({ from, goesTo }).toEqual({ from, goesTo: expect.stringMatching(/\/(sent|done)$/) })
    }
  }
}

describe.each(WAYS)('a form that is sent %s', (way) => {
  test.each(['/forgot-password', '/change-password/expired'])(
    'from %s asks for a link from our pages only (HD-08, CVE-2026-27978)',
    async (path) => {
      const { email } = await environment.sandbox.register('elastic-path')
      const form = await openForm(`${siteUrl}${path}`, { origin: siteUrl })
      const sendOurs = await expectOnlyOurs(form, way, { email })
      expect(await environment.sandbox.mailsTo(email)).toEqual([])
      await sendOurs()
      await environment.sandbox.mailTo(email)
    },
  )

  test('changes a password from our pages only (HD-08, CVE-2026-27978)', async () => {
    const { customer, form } = await arrive(environment)
    const sendOurs = await expectOnlyOurs(form, way, typed(GOOD_PASSWORD))
    expect(await environment.sandbox.changesOf('elastic-path', customer)).toBe(0)
    await sendOurs()
    expect(await environment.sandbox.callsAbout('elastic-path', customer)).toContain('change')
  })
})

describe("Next's own headers", () => {
  test.each(WAYS)(
    'do not bring a foreign form past the origin check, sent %s (NX-06, CVE-2025-29927, CVE-2026-64642)',
    async (way) => {
      const form = await formOf(environment)
      for (const steering of STEERING) {
        const post = { target: '/forgot-password', fields: { email: 'nobody@example.com' } }
        const bytes = spellForm(form, way, { ...post, head: [['Origin', EVIL], steering] })
        const { status } = await exchange(siteUrl, { bytes })
        expect({ steering, status }).toEqual({ steering, status: 403 })
      }
    },
  )

  test('change no answer, and bring no token back (TK-02, CVE-2026-44576, CVE-2026-44581)', async () => {
    const policy = ['content-security-policy', "script-src 'nonce-evil'"] as const
    for (const one of [...STEERING, policy, ['rsc', '1'] as const]) {
      const link = '/actions?action=resetPwd&customerId=1&token=canary'
      expect((await sendTo(siteUrl, 'GET', link, [one])).text).not.toContain('canary')
      if (one[0] === 'rsc') continue
      const { status, head, body } = await sendTo(siteUrl, 'GET', '/forgot-password', [one])
      expect({ one, status }).toEqual({ one, status: 200 })
      expect(head).toMatch(/^content-type: text\/html/im)
      expect(head).toMatch(/^cache-control: .*no-store/im)
      expect(head + body).not.toContain('nonce-evil')
    }
  })
})

test('no page can call the webhook, even one that knows the secret (HD-08)', async () => {
  const secret = ['X-Moltin-Secret-Key', credentials.webhookSecret] as const
  const body = JSON.stringify({ id: 'e1', triggered_by: 'order.created', payload: {} })
  const call = async (head: Head) => {
    const own = [
      ['Content-Type', 'application/json'],
      ['Content-Length', `${body.length}`],
    ] as const
    const path = '/one-time-password-token-notification'
    return (await sendTo(siteUrl, 'POST', path, [...own, ...filled(head)], body)).status
  }
  for (const from of [...FOREIGN, ...OURS]) {
    const expected = from.length === 0 ? 202 : 403
    expect({ from, status: await call([secret, ...from]) }).toEqual({ from, status: expected })
    expect(await call(from)).toBeOneOf([401, 403])
  }
})

test.each(words('/forgot-password /change-password /actions /healthz /icon.svg /missing'))(
  'no other origin may read %s or ask whether it may (HD-09)',
  async (path) => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await sendTo(siteUrl, method, path, [
        ['Origin', EVIL],
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'next-action'],
        ['Content-Length', '0'],
      ])
      expect(answer.head).not.toMatch(/^access-control-/im)
      if (method === 'OPTIONS') expect(answer.status).toBeOneOf([204, 400, 404, 405])
    }
  },
)
