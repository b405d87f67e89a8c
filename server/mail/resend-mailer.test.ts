import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Mail, MailError } from '#lib/reset/mail.ts'
import { createSealer } from '#lib/sealer.ts'
import { serve } from '#lib/serve-fixture.ts'
import { createSandbox } from '#sandbox/app.ts'
import { RESEND_API_KEY } from '#sandbox/credentials.ts'
import { newAddress, SITE } from '#sandbox/fixture.ts'
import type { Mail as ReceivedMail } from '#sandbox/inbox.ts'
import type { MailConfig } from '#server/config/mail.ts'
import { RESEND_FAULTS } from './resend-faults-fixture.ts'
import { resendMailer } from './resend-mailer.ts'

const sandbox = createSandbox({
  url: 'http://localhost:4000',
  siteOf: () => SITE,
})

const config = {
  apiKey: RESEND_API_KEY,
  from: 'Marlow Rewards <hello@mail.example.com>',
  replyTo: 'help@example.com',
  webhookSecret: null,
  unknownAddresses: false,
  sealer: createSealer([new Uint8Array(32).fill(7)], 'sessionm'),
}
const letter = { subject: 'Choose a new password', html: '<p>Hello</p>', text: 'Hello' }

const postmanAt = (baseUrl: string, others: Partial<MailConfig> = {}) =>
  resendMailer({ ...config, ...others, baseUrl }, async ({ locale }) => ({
    ...letter,
    text: `Hello in ${locale}`,
  }))

const sandboxMailer = async (others: Partial<MailConfig> = {}) =>
  postmanAt(`${await serve(getRequestListener(sandbox.fetch))}/resend`, others)

const mailTo = (to: string, locale = 'en'): Mail => ({ kind: 'password-changed', to, locale })

const inbox = async (to: string): Promise<ReceivedMail[]> =>
  (await sandbox.request(`/inbox.json?to=${encodeURIComponent(to)}`)).json()

const failure = async (sending: Promise<void>) => {
  const error = await sending.then(
    () => expect.fail('the mail was taken'),
    (reason: unknown) => reason,
  )
  return error instanceof MailError ? error : expect.fail('not a MailError')
}

describe('a mail', () => {
  test('arrives as it was written, marked as written by a machine (ML-03)', async () => {
    const to = newAddress()
    await (await sandboxMailer()).send(mailTo(to), 'key-1')
    const [mail, ...others] = await inbox(to)
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      ...letter,
      to,
      text: 'Hello in en',
      from: config.from,
      idempotencyKey: 'key-1',
    })
    // No other header. Above all none to unsubscribe: nobody can opt out of these mails.
    expect(mail?.headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'en',
      'Reply-To': 'help@example.com',
    })
  })

  test('that is sent twice under one key is one mail, even if its words have changed (ML-08)', async () => {
    const to = newAddress()
    const mailer = await sandboxMailer()
    await mailer.send(mailTo(to), `key-${to}`)
    await mailer.send(mailTo(to), `key-${to}`)
    await mailer.send(mailTo(to, 'fr'), `key-${to}`)
    expect(await inbox(to)).toHaveLength(1)
  })
})

describe('a mail that is not accepted', () => {
  test.each<[string, string, Partial<MailConfig>, Partial<MailError>]>([
    ['Resend is busy (ML-08)', 'bounce-429', {}, { permanent: false, retryAfter: 1 }],
    ['Resend fails', 'mail-down', {}, { permanent: false, retryAfter: null }],
    ['an operator can mend the key', 'ada', { apiKey: 're_other' }, { permanent: false }],
    ['no operator can mend it', 'ada', { from: 'nobody' }, { permanent: true }],
  ])('says whether to send it again: %s', async (_, name, own, expected) => {
    const mailer = await sandboxMailer(own)
    const error = await failure(mailer.send(mailTo(`${name}-${newAddress()}`), `key-${name}`))
    expect(error).toMatchObject(expected)
  })

  test('is accepted after the wait (ML-08)', async () => {
    const to = `bounce-429-${newAddress()}`
    const mailer = await sandboxMailer()
    await failure(mailer.send(mailTo(to), 'key-2'))
    await mailer.send(mailTo(to), 'key-2')
    expect(await inbox(to)).toHaveLength(1)
  })

  test('is never sent to anything but one address (ML-07)', async () => {
    const wire: string[] = []
    const mailer = postmanAt(
      await serve(async (request, answer) => {
        wire.push(...(await request.toArray()).map(String))
        answer.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}')
      }),
    )
    const hostile = fc.oneof(
      fc.string(),
      fc
        .constantFrom('\r\nBcc: ', ', ', '; ', '\0', ' ', '<', '>', '\u2028', '|', '@', '%0a')
        .map((between) => `ada@example.com${between}eve@evil.example`),
      fc.emailAddress().map((address) => `Ada <${address}>`),
    )
    await fc.assert(
      fc.asyncProperty(hostile, async (to) => {
        expect(await failure(mailer.send(mailTo(to), 'key'))).toMatchObject({ permanent: true })
      }),
    )
    expect(wire).toEqual([])
    await mailer.send(mailTo('ada@example.com'), 'key')
    expect(JSON.parse(wire.join(''))).toMatchObject({ to: 'ada@example.com' })
  })

  test.each<[string, RequestListener]>([
    ['the answer breaks off', (request) => request.socket.destroy()],
    ['the answer is a page', (_, answer) => answer.writeHead(502).end('<h1>Bad gateway</h1>')],
    ['a success is a page', (_, answer) => answer.writeHead(200).end('<h1>Hello</h1>')],
  ])('is to come back later when %s', async (_, listener) => {
    const mailer = postmanAt(await serve(listener))
    const error = await failure(mailer.send(mailTo(newAddress()), 'key-6'))
    expect(error).toMatchObject({ permanent: false, retryAfter: null })
  })

  test.each(RESEND_FAULTS)(
    'tells %s from the other causes: %i %j (LG-02)',
    async (reason, status, body) => {
      const text = typeof body === 'string' ? body : JSON.stringify({ statusCode: status, ...body })
      const mailer = postmanAt(await serve((_, answer) => answer.writeHead(status).end(text)))
      const error = await failure(mailer.send(mailTo(newAddress()), 'key-9'))
      expect(error).toMatchObject({ permanent: status === 422, details: { status, reason } })
      expect(JSON.stringify(error)).not.toContain('canary')
    },
  )

  test('is retryable when Resend cannot be reached', async () => {
    const mailer = postmanAt('http://127.0.0.1:4')
    const error = await failure(mailer.send(mailTo(newAddress()), 'key-7'))
    const details = { reason: 'no-connection' }
    expect(error).toMatchObject({ permanent: false, retryAfter: null, details })
  })

  test('is logged without its address, key and words', async () => {
    const to = `mail-down-${newAddress()}`
    const error = await failure((await sandboxMailer()).send(mailTo(to), 'key-8'))
    for (const secret of [to, config.apiKey, 'Hello'])
      expect(`${error.message} ${error.stack}`).not.toContain(secret)
  })
})
