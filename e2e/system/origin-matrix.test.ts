import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { credentials } from '#sandbox/credentials.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive } from './arrive.ts'
import { type Form, openForm, typed } from './form.ts'
import { until } from './program.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, type RawAnswer, spell } from './raw-request.ts'
import { startWorld, type World } from './world.ts'

const EVIL = 'https://evil.example'
const FORGED = [
  ['X-Forwarded-Host', 'evil.example'],
  ['Forwarded', 'host=evil.example'],
  ['Host', 'evil.example'],
] as const

/** What a browser, or whoever is not one, says of the page that a form was on. */
const FOREIGN = {
  nothing: [],
  'an origin that is null': [['Origin', 'null']],
  'an origin that is null, of another site': [
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
  ],
  'another origin': [['Origin', EVIL]],
  'another origin, and forged names of ours': [['Origin', EVIL], ...FORGED],
  'an origin that is none': [['Origin', 'http://[']],
  'an empty origin': [['Origin', '']],
  'our origin with a path': [['Origin', 'SITE/']],
  'our origin twice': [['Origin', 'SITE, SITE']],
  'the origin of a neighbour': [['Origin', 'SITE0']],
  'another site': [['Sec-Fetch-Site', 'cross-site']],
  'the same site': [['Sec-Fetch-Site', 'same-site']],
  'another origin that says it is ours': [
    ['Origin', EVIL],
    ['Sec-Fetch-Site', 'same-origin'],
  ],
} satisfies Record<string, Head>

const OURS = {
  'our origin': [['Origin', 'SITE']],
  'our origin, as a browser': [
    ['Origin', 'SITE'],
    ['Sec-Fetch-Site', 'same-origin'],
  ],
  'no origin, but that it is the same': [['Sec-Fetch-Site', 'same-origin']],
  'an origin that a policy has hidden': [
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'same-origin'],
  ],
} satisfies Record<string, Head>

let world: World
let siteUrl: string

beforeAll(async () => {
  world = await startWorld('elastic-path')
  siteUrl = world.siteUrl
})
afterAll(() => world?.end())

const told = (head: Head) =>
  head.map(([name, value]) => [name, value.replaceAll('SITE', siteUrl)] as const)

const refusals = () => world.server.written.stdout.split('"event":"origin_refused"').length - 1

/** Sends the form from everywhere else, and then from here. */
async function expectOnlyOurs(
  form: Form,
  way: (typeof WAYS)[number],
  fields: Record<string, string>,
) {
  const target = new URL(form.page).pathname
  const send = (head: Head): Promise<RawAnswer> =>
    exchange(siteUrl, { bytes: spellForm(form, way, { target, fields, head: told(head) }) })
  const before = refusals()
  for (const [from, head] of Object.entries(FOREIGN)) {
    const { status, text } = await send(head)
    expect({ from, status }).toEqual({ from, status: 403 })
    expect(text).not.toMatch(/set-cookie|evil\.example|^access-control-/im)
  }
  const all = Object.keys(FOREIGN).length
  await until('each refusal is in the log', async () => refusals() - before === all)
  return async () => {
    for (const [from, head] of Object.entries(OURS)) {
      const goesTo = destinationOf(await send(head))
      expect({ from, goesTo }).toEqual({ from, goesTo: expect.stringMatching(/\/(sent|done)$/) })
    }
  }
}

describe.each(WAYS)('a form that is sent %s', (way) => {
  test.each(['/forgot-password', '/change-password/expired'])(
    'from %s asks for a link from our pages only (HD-08, CVE-2026-27978)',
    async (path) => {
      const { email } = await world.sandbox.register('elastic-path')
      const form = await openForm(`${siteUrl}${path}`, { origin: siteUrl })
      const sendOurs = await expectOnlyOurs(form, way, { email })
      expect(await world.sandbox.mailsTo(email)).toEqual([])
      await sendOurs()
      await world.sandbox.mailTo(email)
    },
  )

  test('changes a password from our pages only (HD-08, CVE-2026-27978)', async () => {
    const { customer, form } = await arrive(world)
    const sendOurs = await expectOnlyOurs(form, way, typed(GOOD_PASSWORD))
    expect(await world.sandbox.changesOf('elastic-path', customer)).toBe(0)
    await sendOurs()
    expect(await world.sandbox.callsAbout('elastic-path', customer)).toContain('change')
  })
})

test('a page cannot call the webhook, even one that knows the secret (HD-08)', async () => {
  const secret = ['X-Moltin-Secret-Key', credentials['elastic-path'].webhookSecret] as const
  const call = async (head: Head) => {
    const body = JSON.stringify({ id: 'e1', triggered_by: 'order.created', payload: {} })
    const own = [
      ...(head.some(([name]) => name === 'Host') ? [] : [['Host', 'x'] as const]),
      ...([
        ['Connection', 'close'],
        ['Content-Type', 'application/json'],
      ] as const),
      ['Content-Length', String(body.length)] as const,
    ]
    const path = '/one-time-password-token-notification'
    const bytes = spell('POST', path, [...own, ...told(head)], body)
    return (await exchange(siteUrl, { bytes })).status
  }
  for (const [from, head] of Object.entries({ ...FOREIGN, ...OURS })) {
    const isProgram = head.length === 0
    expect({ from, status: await call([secret, ...head]) }).toEqual({
      from,
      status: isProgram ? 202 : 403,
    })
    expect([401, 403]).toContain(await call(head))
  }
})

test.each([
  '/forgot-password',
  '/change-password',
  '/actions',
  '/healthz',
  '/icon.svg',
  '/missing',
])('no other origin may read %s or ask whether it may (HD-09)', async (path) => {
  for (const method of ['GET', 'OPTIONS', 'POST']) {
    const head = [
      ['Host', new URL(siteUrl).host],
      ['Connection', 'close'],
      ['Origin', EVIL],
      ['Access-Control-Request-Method', 'POST'],
      ['Access-Control-Request-Headers', 'next-action'],
      ['Content-Length', '0'],
    ] as const
    const answer = await exchange(siteUrl, { bytes: spell(method, path, head) })
    expect(answer.head).not.toMatch(/^access-control-/im)
    if (method === 'OPTIONS') expect([204, 400, 404, 405]).toContain(answer.status)
  }
})
