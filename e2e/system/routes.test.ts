import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readLog } from '#lib/log/log-fixture.ts'
import { words } from '#lib/words-fixture.ts'
import { expectProblem } from '#server/http/responses-fixture.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { formOf } from './form.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, sendTo, toResponse } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startTestEnvironment } from './test-environment.ts'

const HOOK = '/one-time-password-token-notification'
const secret = credentials.webhookSecret

const wellKnown = mkdtempSync(join(tmpdir(), 'well-known-'))
const LINKS = {
  'assetlinks.json': '[{ "target": { "namespace": "web" } }]\n',
  'apple-app-site-association': '{ "webcredentials": { "apps": [] } }\n',
}
for (const [name, text] of Object.entries({ ...LINKS, 'private.json': '{}' }))
  writeFileSync(join(wellKnown, name), text)
afterAll(() => rmSync(wellKnown, { recursive: true }))

const environment = await startTestEnvironment('elastic-path', {
  env: (sandboxUrl) => ({
    BRAND_LOGO_URL: `${sandboxUrl}/no-logo`,
    BRAND_LOGO_DARK_URL: `${sandboxUrl}/shop/elastic-path/logo-dark.svg`,
    WELL_KNOWN_DIR: wellKnown,
  }),
})
afterAll(() => environment.end())
const form = await formOf(environment)

const send = (method: string, target: string, head: Head = [], body = '') =>
  sendTo(environment.siteUrl, method, target, head, body)

test('a form posted to any other path than its own has no effect (NX-06, GHSA-267c-6grr-h53f, GHSA-26hh-7cqf-hhc6, GHSA-492v-c6pp-mqqv)', async () => {
  const targets = words(`
    /en/forgot-password /%5Blocale%5D/forgot-password /FORGOT-PASSWORD /forgot-password.rsc
    /forgot%2dpassword /./forgot-password /x/../forgot-password /forgot-password%2f /en /missing
    /forgot-password.segments/_tree.segment.rsc /_next/data/x/forgot-password.json
    /%2fforgot-password /forgot-password;x /forgot-password%00 /forgot-password.txt
    /_next/../forgot-password`)
  const origins: Head[] = [[], [['Origin', 'null']], [['Origin', 'https://evil.example']]]
  const customer = await environment.sandbox.register('elastic-path')
  const fields = { email: customer.email }
  for (const target of targets) {
    for (const head of origins) {
      for (const way of WAYS) {
        const bytes = spellForm(form, way, { target, fields, head })
        const { status } = await exchange(environment.siteUrl, { bytes })
        expect({ target, status }).toEqual({
          target,
          status: expect.toBeOneOf([400, 403, 404, 405]),
        })
      }
    }
  }
  await resetOnce(environment)
  expect(await environment.sandbox.callsAbout('elastic-path', customer)).toEqual([])
})

test.each(words('TRACE CONNECT PUT PATCH DELETE OPTIONS PROPFIND'))(
  '%s is refused everywhere',
  async (method) => {
    for (const path of words('/ /forgot-password /change-password /actions /healthz /missing')) {
      const { status, head } = await send(method, path)
      // Next itself refuses some methods as malformed.
      if (method === 'CONNECT') expect(status ?? 400).toBeGreaterThanOrEqual(400)
      else if (path === '/missing') expect(status).toBeOneOf([400, 404])
      else expect(head).toMatch(/^HTTP\/1.1 405(?:.|\r\n)*^allow: .*GET/im)
    }
  },
)

test('no redirect leads to another site (HD-10)', async () => {
  const away = words(String.raw`
    //evil.example /\evil.example https:evil.example https://evil.example /%5cevil.example`)
  const names = words('next redirect returnTo callbackUrl url continue _rsc')
  const paths = words('/forgot-password /actions /.well-known/change-password /')
  const targets = [...away, '/\tevil'].flatMap((to) => [
    to,
    `${to}/..`,
    ...paths.map(
      (path) => `${path}?${names.map((name) => `${name}=${encodeURIComponent(to)}`).join('&')}`,
    ),
  ])
  for (const target of targets) {
    const { status, head } = await send('GET', target)
    expect(status ?? 400).toBeLessThan(500)
    expect(destinationOf({ head }) ?? '/').toMatch(
      /^\/(?:forgot-password|change-password\/expired)?(?:$|\?)/,
    )
    expect(head).not.toMatch(/^(?:refresh|location): .*evil/im)
  }
})

describe('the webhook', () => {
  const json: Head = [['Content-Type', 'application/json']]
  const genuine: Head = [['X-Moltin-Secret-Key', secret]]
  const call = async (
    head: Head,
    body: string,
    framing: Head = [['Content-Length', `${body.length}`]],
  ) => toResponse(await send('POST', HOOK, [...framing, ...head], body))

  test.each<[string, number, Head, string]>([
    ['no secret', 401, json, '{}'],
    ['a wrong secret', 401, [...json, ['X-Moltin-Secret-Key', `${secret}x`]], '{}'],
    ['the secret twice', 401, [...json, ...genuine, ...genuine], '{}'],
    ['an origin', 403, [...json, ...genuine, ['Origin', 'http://evil']], '{}'],
    ['a form', 415, [['Content-Type', 'text/plain'], ...genuine], '{}'],
    ['no JSON', 400, [...json, ...genuine], '{"id":'],
    ['a body of 70 kB', 413, [...json, ...genuine], ' '.repeat(70_000)],
  ])('refuses a call with %s: %i (WH-01, AP-01, AP-02)', async (_, status, head, body) => {
    await expectProblem(await call(head, body), status)
  })

  test('refuses a body without end, sent in pieces (AP-02)', async () => {
    const pieces = `4000\r\n${' '.repeat(0x4000)}\r\n`.repeat(5)
    const head = [...json, ...genuine]
    await expectProblem(await call(head, pieces, [['Transfer-Encoding', 'chunked']]), 413)
    expect(await environment.server.readiness()).toBe(200)
  })

  test('accepts another kind of event with an empty answer (WH-04)', async () => {
    const event = JSON.stringify({ id: 'event', triggered_by: 'order.created', payload: {} })
    const answer = await call([...json, ...genuine], event)
    expect([answer.status, await answer.text()]).toEqual([202, ''])
  })
})

test('a missing logo is a problem that does not name its host (AP-01)', async () => {
  const answer = await fetch(`${environment.siteUrl}/logo`)
  await expectProblem(answer.clone(), 502)
  expect(await answer.text()).not.toContain(new URL(environment.sandbox.url).host)
})

test('each mode has its logo', async () => {
  const answer = await fetch(`${environment.siteUrl}/logo/dark`)
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400')
})

test('the files that link apps are served as JSON, and no other of their directory', async () => {
  for (const [name, text] of Object.entries(LINKS)) {
    const answer = await fetch(`${environment.siteUrl}/.well-known/${name}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await answer.text()).toBe(text)
  }
  for (const other of ['private.json', '../private.json', '%2e%2e/private.json', ''])
    expect((await send('GET', `/.well-known/${other}`)).status).toBe(404)
})

test.each([
  ['/healthz', 'ok'],
  ['/readyz', 'ready'],
])('%s answers %s and no version of anything (CF-05)', async (path, text) => {
  const answer = await fetch(`${environment.siteUrl}${path}`)
  expect([answer.status, await answer.text()]).toEqual([200, text])
  expect(JSON.stringify([...answer.headers])).not.toMatch(/\d\.\d/)
})

test('no body makes the server fail, and neither secret nor body is logged (WH-07)', () => {
  const { stdout, stderr } = environment.server.written
  expect(stderr).toBe('')
  expect(stdout).not.toContain(secret)
  expect(readLog(stdout).map(({ event }) => event)).not.toContain('server_error')
})
