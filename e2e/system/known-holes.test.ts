import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { words } from '#lib/words-fixture.ts'
import { type Fields, formBody } from '#server/http/multipart-fixture.ts'
import { formOf } from './form.ts'
import { startListener } from './listener.ts'
import { probeSite } from './probe-site.ts'
import { cpuTimeOf } from './program.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, postTo, type RawAnswer, sendTo, spell } from './raw-request.ts'
import { EXPLOITS } from './react-exploits.ts'
import { resetOnce } from './reset-once.ts'
import { startTestEnvironment } from './test-environment.ts'

/** Milliseconds of CPU time. A vulnerability of this kind takes seconds, or never ends. */
const CHEAP_MS = 1_500

const environment = await startTestEnvironment('sessionm')
afterAll(() => environment.end())
const known = await probeSite(environment)
const inside = await startListener()
afterAll(() => inside.end())

const post = (fields: Fields, head: Head = []): Promise<RawAnswer> =>
  postTo(environment.siteUrl, '/forgot-password', head, formBody(fields))

/** Calls the action that requests a link, with these arguments. */
const call = (parts: Fields) => post(parts, [['Next-Action', known.actions[0] ?? '']])

const isRefused = ({ status }: RawAnswer) => status === null || (status >= 400 && status < 500)

const customers = () => Promise.all([1, 2].map(() => environment.sandbox.register('sessionm')))

describe('a form with two addresses', () => {
  test('requests no link (CVE-2023-7028, FR-07)', async () => {
    const both = await customers()
    const emails = both.map(({ email }) => email)
    const shapes: Fields[] = [
      emails.map((email) => ['email[]', email]),
      emails.map((email, nth) => [`email[${nth}]`, email]),
      [['email', emails.join(',')]],
      [['email', JSON.stringify(emails)]],
      [['email', emails.join('%0aBcc:')]],
    ]
    for (const shape of shapes) {
      expect((await post([...(known.forms[0] ?? []), ...shape])).status).toBeOneOf([200, 400])
    }
    const args = ['[{},"$K1"]', JSON.stringify([{}, { email: emails }]), '[{},{"email":"$1"}]']
    for (const arg of args) {
      const fields = [...emails, '["$1"]'].map((email) => ['_1_email', email] as const)
      const answer = await call([...fields, ['1', JSON.stringify(emails)], ['0', arg]])
      expect(answer.status).toBeOneOf([200, 400])
    }
    await resetOnce(environment)
    for (const one of both) {
      expect(await environment.sandbox.callsAbout('sessionm', one)).toEqual([])
      expect(await environment.sandbox.mailsTo(one.email)).toEqual([])
    }
  })

  test('in repeated fields requests a link for the first only (CVE-2023-7028, FR-07)', async () => {
    const both = await customers()
    const fields = both.map(({ email }) => ['email', email] as const)
    expect((await post([...(known.forms[0] ?? []), ...fields])).status).toBe(303)
    const [first, second] = both as [(typeof both)[0], (typeof both)[0]]
    await environment.sandbox.mailTo(first.email)
    expect(await environment.sandbox.callsAbout('sessionm', second)).toEqual([])
    expect(await environment.sandbox.mailsTo(second.email)).toEqual([])
  })
})

describe('decoded fields', () => {
  test.each(Object.entries(EXPLOITS))('is refused at little cost: %s', async (_, parts) => {
    const before = cpuTimeOf(environment.server.pid)
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(parts)))
    expect(answers.filter((answer) => !isRefused(answer))).toEqual([])
    expect(cpuTimeOf(environment.server.pid) - before).toBeLessThan(CHEAP_MS)
    expect(children()).toBe('')
  })

  test('never shows the source of an action (CVE-2025-55183)', async () => {
    const reference = JSON.stringify({ id: known.actions[0], bound: null })
    for (const arg of ['["$F1","$K2"]', '[{},"$F1"]', '[{"email":"$F1"},{"email":"$F1"}]']) {
      const parts = [
        ['_2_email', '$F1'],
        ['_2_email', reference],
        ['1', reference],
      ] as const
      const answer = await call([...parts, ['0', arg]])
      expect(answer.text).not.toMatch(/parsedInput|validationErrors:|=>\s*\{|async\s|currentWait/)
      expect(isRefused(answer)).toBe(true)
    }
  })
})

describe('the site makes no request to an internal host', () => {
  const UPGRADE: Head = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Key', 'x3JJHMbDL1EzLkh9GBhXDw=='],
    ['Sec-WebSocket-Version', '13'],
  ]

  /** Sends requests for each target. */
  async function expectNoVisit(targets: readonly string[], ...heads: Head[]): Promise<void> {
    for (const target of targets) {
      for (const head of heads) {
        const { status, text } = await sendTo(environment.siteUrl, 'GET', target, head)
        expect(text).not.toContain('INSIDE')
        expect(status).not.toBe(101)
        expect(status ?? 400).toBeLessThan(500)
      }
    }
    expect(inside.visits()).toBe(0)
  }

  test('for a target with a scheme and a host (CVE-2026-64645)', async () => {
    const schemes = words('http HTTP https ftp ws wss file foo http+unix')
    const paths = words('/ /healthz /actions?a=b /_next/static/x /forgot-password /x')
    const targets = schemes.flatMap((one) => paths.map((path) => `${one}://${inside.host}${path}`))
    for (const target of targets) {
      await sendTo(environment.siteUrl, 'POST', target, [['Content-Length', '1']], 'x')
    }
    await expectNoVisit(targets, [], UPGRADE)
  })

  test('for an upgrade of the protocol (CVE-2026-44578)', async () => {
    const targets = [...words('/ /x /healthz /forgot-password //x'), `//${inside.host}/`]
    await expectNoVisit([...targets, `/\\${inside.host}`], [...UPGRADE, ['Host', inside.host]])
  })

  test('for an image to optimise (NX-07, CVE-2026-64644, GHSA-2xp9-vwfh-vxw4)', async () => {
    for (const url of [`http://${inside.host}/a.svg`, '/icon.svg', `//${inside.host}/a.avif`]) {
      const target = `/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`
      expect((await sendTo(environment.siteUrl, 'GET', target)).status).toBe(404)
    }
    expect(inside.visits()).toBe(0)
  })

  test.each(WAYS)('for an action that leads on, sent %s (CVE-2024-34351)', async (way) => {
    const form = await formOf(environment)
    for (const name of ['Host', 'X-Forwarded-Host', 'X-Host']) {
      const head = [
        ['Origin', environment.siteUrl],
        [name, inside.host],
      ] as const
      const fields = { email: 'nobody@example.com' }
      const bytes = spellForm(form, way, { target: '/forgot-password', fields, head })
      expect(destinationOf(await exchange(environment.siteUrl, { bytes }))).toBe(
        '/forgot-password/sent',
      )
    }
    expect(inside.visits()).toBe(0)
  })
})

test.each([
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Content-Length: 5\r\nContent-Length: 0',
  'Content-Length: 5, 5',
  'Content-Length: +5',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding : chunked',
])('no request hides behind %j (CVE-2024-34350, CVE-2026-29057)', async (framing) => {
  const [name = '', value = ''] = framing.split(/: (.*)/s)
  const own: Head = [
    ['Host', environment.host],
    ['Origin', environment.siteUrl],
    [name, value],
  ]
  const hidden = '0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
  const bytes = spell('POST', '/forgot-password', own, hidden)
  const { status, text } = await exchange(environment.siteUrl, { bytes, breaksOff: true })
  expect(status).toBe(400)
  expect(text.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
})

test('after all of it the site is alive, and serves (CVE-2025-55182)', async () => {
  expect(await environment.server.readiness()).toBe(200)
  await resetOnce(environment)
})

/** Lists the ids of the server's child processes. */
const children = () =>
  readFileSync(
    `/proc/${environment.server.pid}/task/${environment.server.pid}/children`,
    'utf8',
  ).trim()
