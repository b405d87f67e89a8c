import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOG_EVENTS } from '#lib/log/log.ts'
import { readLog } from '#lib/log/log-fixture.ts'
import { LIMITS } from '#lib/reset/limits.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import { NOT_LOOKED_UP } from '#sandbox/pwned.ts'
import { freshAddress, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
import { arrive } from './arrive.ts'
import { followLog } from './follow-log.ts'
import { type Form, formOf, newClient, openForm, openLink, typed } from './form.ts'
import { searchFor } from './leak-search/search.ts'
import { sendTo } from './raw-request.ts'
import { requestLines } from './request-lines.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const NAME = 'Wilhelmina Readable'
const PASSWORD = 'seven "canary" rivers & 7'
const TOO_SHORT = 'brief-Q7k'

/** Events that do not occur here, with the tests that show their lines. */
const ELSEWHERE: Record<string, string> = {
  api_refused: 'e2e/system/api.test.ts',
  api_request: 'e2e/system/api.test.ts',
  canary_failed: 'server/operator/canary.test.ts',
  event_failed: 'lib/reset/emit-event.test.ts',
  event_sent: 'e2e/system/thread.test.ts',
  mail_event: 'e2e/system/thread.test.ts',
  mail_event_refused: 'e2e/system/thread.test.ts',
  ops_action: 'e2e/system/ops.test.ts',
  ops_refused: 'e2e/system/ops.test.ts',
  server_error: 'e2e/system/log.test.ts',
  server_warning: 'e2e/system/log.test.ts',
  store_error: 'e2e/system/database-down.test.ts',
}

const written = new Set<string>()

describe.each(UPSTREAM_NAMES)('the log of a site at %s has one line for each event', (upstream) => {
  let environment: TestEnvironment
  let expectLines: ReturnType<typeof followLog>
  const times = <T>(count: number, one: T) => Array.from({ length: count }, () => one)
  const { traits, webhook } = vendors[upstream]
  const { webhookPath } = upstreams[upstream]
  const requested = requestLines(upstream)
  /** Lines of a customer who opens the form. */
  const come = [...requested.known, 'link_opened open']

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream, { env: () => ({ BRAND_COLOUR: '#1d4ed8' }) })
    expectLines = followLog(environment)
  })
  afterAll(async () => {
    for (const { event } of readLog(environment.server.written.stdout)) written.add(event)
    await environment.end()
  })

  const often = async (count: number, post: (nth: number) => Promise<unknown>) => {
    for (let nth = 0; nth < count; nth += 1) await post(nth)
  }
  const arrives = (behaviour: Behaviour, email = freshAddress(), more: string[] = []) =>
    expectLines(() => arrive(environment, behaviour, { email, name: NAME }), [...come, ...more])

  test('of a whole reset, and none names the customer (LG-01, LG-02)', async () => {
    const { siteUrl, server } = environment
    const { customer, link, cookie, form } = await arrives('normal')
    await expectLines(() => form.post(typed(TOO_SHORT)), ['password_refused too-short'])
    await expectLines(
      () => form.post(typed(PASSWORD)),
      ['password_changed changed', 'reset_mail_sent password-changed'],
    )
    await expectLines(() => form.post(typed(`${PASSWORD} and more`)), ['link_invalid used'])
    await expectLines(() => openLink(siteUrl, link), ['link_invalid used'])
    const cut = `${siteUrl}/actions?action=resetPwd&token=x`
    await expectLines(() => openLink(siteUrl, cut), ['link_invalid invalid'])
    const { text } = await environment.sandbox.mailTo(customer.email, 2)
    const notMe = /https?:\S+action=notMe\S+/.exec(text)?.[0] ?? ''
    const noticed = await expectLines(() => openLink(siteUrl, notMe), ['link_opened not-me'])
    const report = await openForm(`${siteUrl}/not-me`, { origin: siteUrl, ...noticed })
    await expectLines(() => report.post({}), ['reset_not_me', ...requested.known])

    const token = new URL(link).searchParams.get('token') ?? ''
    const secrets = [
      NAME,
      PASSWORD,
      TOO_SHORT,
      customer.id,
      customer.email,
      token,
      cookie.slice(-60),
    ]
    expect(searchFor(secrets)(Object.values(server.written).join(''))).toEqual([])
  })

  test('for a form of another site (LG-02)', async () => {
    const evil = { method: 'POST', headers: { origin: 'https://evil.example' } }
    await expectLines(
      () => fetch(`${environment.siteUrl}/forgot-password`, evil),
      ['origin_refused'],
    )
  })

  test('where a browser sends too many cookies (LG-02)', async () => {
    const cookies = (bytes: number) =>
      sendTo(environment.siteUrl, 'GET', '/forgot-password', [['Cookie', `a=${'x'.repeat(bytes)}`]])
    await expectLines(async () => {
      expect((await cookies(32_768)).status).toBe(200)
      const { status, head, body } = await cookies(60_000)
      expect(status).toBe(431)
      expect(head).toMatch(/^content-security-policy: default-src 'none'; script-src 'self' 's/im)
      expect(body).toContain('<h1>Your browser sends too many cookies</h1>')
    }, ['request_refused large-head'])
  })

  test('at the limit of a client, an address or a link (LG-02)', async () => {
    const form = await formOf(environment)
    const client = newClient()
    const { requests, passwords, addressHourly, attempts } = LIMITS
    await expectLines(
      () => often(requests.points + 1, () => form.post({ email: 'no address' }, { client })),
      ['rate_limited requests'],
    )
    const email = freshAddress()
    await expectLines(
      () => often(addressHourly.points + 1, () => form.post({ email })),
      ['rate_limited address', ...times(addressHourly.points, requested.unknown).flat()],
    )
    const { form: change } = await arrives('strict')
    await expectLines(
      () => often(passwords.points + 1, () => change.post(typed('short'), { client })),
      ['rate_limited passwords', ...times(passwords.points, 'password_refused too-short')],
    )
    if (!traits.hasPasswordRules) return
    const guess = (nth: number) => change.post(typed(`${'many '.repeat(nth + 1)}quiet rivers`))
    await expectLines(
      () => often(attempts.points + 1, guess),
      ['rate_limited attempts', ...times(attempts.points, 'password_refused upstream')],
    )
  })

  test('where the upstream fails, and where it does not answer (LG-02)', async () => {
    await arrives('flaky', freshAddress(), ['upstream_error unexpected'])
    const change = async (form: Form) => form.post(typed(GOOD_PASSWORD))
    const { form: lost } = await arrives('times-out')
    await expectLines(() => change(lost), ['upstream_error unconfirmed'])
    const { form: late } = await arrives('expired')
    await expectLines(() => change(late), ['link_invalid upstream'])
  })

  test('when a mail is delayed or a password is not checked (LG-02)', async () => {
    const email = freshAddress('bounce-429')
    const isOurs = traits.known !== 'sent'
    const failed = (mail: string, isFirst: boolean) =>
      isFirst ? [`reset_mail_failed ${mail} to-be-tried-again`] : []
    const { form } = await arrives('normal', email, failed('reset-link', isOurs))
    await expectLines(
      () => form.post(typed(NOT_LOOKED_UP)),
      [
        ...failed('password-changed', !isOurs),
        ...['breach_check_failed passed-unchecked', 'password_changed changed'],
        'reset_mail_sent password-changed',
      ],
    )
  })

  test.runIf(webhook)('for a malformed or foreign webhook call (LG-02)', async () => {
    if (!webhook) return
    const json = { 'content-type': 'application/json' }
    const secret = { [webhook.secretHeader]: webhook.secret }
    const other = JSON.stringify(webhook.otherEvent)
    const calls: [Record<string, string>, string, string][] = [
      [json, other, 'webhook_refused secret'],
      [{ ...secret, 'content-type': 'text/plain' }, other, 'webhook_refused media-type'],
      [{ ...secret, ...json }, ' '.repeat(70_000), 'webhook_refused too-large'],
      [{ ...secret, ...json }, '{', 'webhook_refused malformed'],
      [{ ...secret, ...json }, other, 'webhook_received ignored'],
    ]
    for (const [headers, body, line] of calls) {
      const url = `${environment.siteUrl}${webhookPath}`
      await expectLines(() => fetch(url, { method: 'POST', headers, body }), [line])
    }
  })
})

test('every event has occurred here, or in the named test (LG-02)', () => {
  expect([...written, ...Object.keys(ELSEWHERE)].sort()).toEqual([...LOG_EVENTS].sort())
  for (const [event, path] of Object.entries(ELSEWHERE)) {
    expect(readFileSync(path, 'utf8')).toContain(event)
  }
})
