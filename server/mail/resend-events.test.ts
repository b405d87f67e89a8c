import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import { mailTags, resendEvents } from './resend-events.ts'

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
const sealer = createSealer([new Uint8Array(32).fill(7)], 'sessionm')
const cause = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'
const own = mailTags(sealer, { kind: 'reset-link', cause })
const tagged = (tags = own) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))
const event = (type = 'email.delivered', tags: Record<string, string> = tagged()) => ({
  type,
  created_at: '2026-03-01T12:00:00Z',
  data: { email_id: 'mail-1', to: ['ada@example.com'], tags },
})

/** Makes a call of Resend. */
function call(
  body: unknown,
  { secret = SECRET, at = new Date(), sent = body, headers = {} as Record<string, string> } = {},
) {
  const write = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return new Request('https://account.example.com/mail-events', {
    method: 'POST',
    headers: {
      'svix-id': 'msg-1',
      'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign('msg-1', at, write(body)),
      ...headers,
    },
    body: write(sent),
  })
}

const read = (request: Request) => resendEvents(SECRET, sealer).read(request)
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('a call of Resend', () => {
  test.each([
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'delivery-delayed'],
    ['email.bounced', 'bounced'],
  ])('%s names the mail and the request by the tags of the mail', async (type, name) => {
    const outcome = { kind: 'event', id: 'msg-1', event: name, mail: 'reset-link', cause }
    expect(await read(call(event(type)))).toEqual(outcome)
  })

  test.each<[string, Request]>([
    [
      'another secret',
      call(event(), { secret: `whsec_${Buffer.alloc(24, 2).toString('base64')}` }),
    ],
    ['a body that was changed', call(event(), { sent: event('email.bounced') })],
    ['a time six minutes ago', call(event(), { at: minutesAgo(6) })],
    ['a time in six minutes', call(event(), { at: minutesAgo(-6) })],
    ['another id', call(event(), { headers: { 'svix-id': 'msg-2' } })],
    ['a signature of another version', call(event(), { headers: { 'svix-signature': 'v2,AAAA' } })],
    ['a signature without a value', call(event(), { headers: { 'svix-signature': 'v1' } })],
    ['a time that is no number', call(event(), { headers: { 'svix-timestamp': 'now' } })],
  ])('with %s is refused (WH-09)', async (_, request) => {
    expect(await read(request)).toEqual({ kind: 'refused', reason: 'secret' })
  })

  test('without a signature is refused before its body is read (WH-09)', async () => {
    const request = call(event(), { headers: { 'svix-signature': '' } })
    expect(await read(request)).toEqual({ kind: 'refused', reason: 'secret' })
    expect(request.bodyUsed).toBe(false)
  })

  test('may be four minutes late, and have several signatures, as while a secret is replaced', async () => {
    const late = call(event(), { at: minutesAgo(4) })
    const other = new Webhook(`whsec_${Buffer.alloc(24, 2).toString('base64')}`)
    const signature = `${other.sign('msg-1', new Date(), '{}')} ${late.headers.get('svix-signature')}`
    late.headers.set('svix-signature', signature)
    expect(await read(late)).toMatchObject({ kind: 'event' })
  })

  test.each([
    ['too-large', 'x'.repeat(70_000)],
    ['malformed', '{"type":'],
    ['malformed', '[]'],
  ])('is refused as %s', async (reason, body) => {
    expect(await read(call(body))).toEqual({ kind: 'refused', reason })
  })

  test.each([
    ['about a mail of another program', event('email.delivered', {})],
    [
      'about a mail of another site',
      event('email.delivered', { ...tagged(), site: sealer.keyedHash('other') }),
    ],
    ['about a click', event('email.clicked')],
    ['about a domain', { type: 'domain.updated', data: { id: 'd' } }],
  ])('%s is ignored', async (_, body) => {
    expect(await read(call(body))).toEqual({ kind: 'ignored' })
  })
})

test('tags are what Resend accepts, and name nobody', () => {
  for (const { name, value } of own) expect(`${name}${value}`).toMatch(/^[\w-]{1,256}$/)
  expect(own.map(({ name }) => name)).toEqual(['site', 'kind', 'cause'])
})
