import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import {
  call,
  endless,
  event,
  genuine,
  payload,
  withCustomer,
  withPayload,
} from '#upstreams/elastic-path/event-fixture.ts'
import { bearer, config, realmId, settings } from '#upstreams/elastic-path/script-fixture.ts'
import { scriptedFetch, text } from '#upstreams/testing/scripted-fetch-fixture.ts'

const read = async (request: Request) => elasticPath(config).readWebhook?.(request)

describe("Elastic Path's webhook", () => {
  test("reads the guide's example", async () => {
    expect(await read(call(JSON.stringify(event)))).toEqual({
      kind: 'token',
      eventId: '31ca9869-a6eb-4f06-989c-17900fa12f2d',
      to: 'john.doe@banks.com',
      username: 'john.doe@banks.com',
      ticket: {
        subject: '459a2d49-ff3f-4589-b9fb-7e86ac7273f4',
        token: '{"username":"john.doe@banks.com","code":"lprvj4"}',
        email: 'john.doe@banks.com',
      },
      code: 'lprvj4',
      issuedAt: new Date('2023-09-05T14:53:01.584Z'),
    })
  })

  test.each([
    ['no secret', []],
    ['an empty secret', [['x-moltin-secret-key', '']]],
    ['another secret', [['x-moltin-secret-key', 'a-webhook-secres']]],
    ['a shorter secret', [['x-moltin-secret-key', 'a-webhook-secre']]],
    ['a longer secret', [['x-moltin-secret-key', 'a-webhook-secrett']]],
    ['a secret in capitals', [['x-moltin-secret-key', 'A-WEBHOOK-SECRET']]],
    ['the secret twice', [...genuine, ...genuine]],
    ['the secret elsewhere', [['authorization', 'a-webhook-secret']]],
  ] as [string, [string, string][]][])(
    'refuses a call with %s, its body unread (WH-01)',
    async (_, headers) => {
      const request = call(JSON.stringify(event), headers)
      expect(await read(request)).toEqual({ kind: 'refused', reason: 'secret' })
      expect(request.bodyUsed).toBe(false)
    },
  )

  test('compares the secret by its digest, in constant time, and nowhere else (WH-01)', () => {
    const source = readFileSync('upstreams/elastic-path/webhook.ts', 'utf8')
    expect(source).toContain("createHash('sha256').update(secret).digest()")
    expect(source).toContain('=> timingSafeEqual(digest(one), digest(other))')
    const body = source.slice(source.indexOf('export const readElasticPathWebhook'))
    const named = body.split('\n').filter((line) => /secret/i.test(line))
    expect(named.map((line) => line.trim())).toEqual([
      '{ webhookSecret, passwordProfileId }: ElasticPathConfig,',
      "const secret = request.headers.get('x-moltin-secret-key') ?? ''",
      "if (!isSame(secret, webhookSecret)) return refused('secret')",
    ])
  })

  test('cannot be created without a secret (WH-01)', () => {
    expect(() => elasticPath({ ...config, webhookSecret: '' })).toThrow('secret')
  })

  test.each([
    ['application/json', 'token'],
    ['application/json;charset=utf-8', 'token'],
    ['Application/JSON ; charset=utf-8', 'token'],
    ['application/cloudevents+json', 'token'],
    [null, 'token'],
    ['', 'refused'],
    ['text/plain', 'refused'],
    ['text/json', 'refused'],
    ['application/jsonp', 'refused'],
    ['application/json, text/plain', 'refused'],
    ['application/x-www-form-urlencoded', 'refused'],
    ['multipart/form-data; boundary=application/json', 'refused'],
  ])('reads JSON, and a body of the type %j is %s (AP-02)', async (type, kind) => {
    const request = call(JSON.stringify(event), genuine, type)
    const outcome = await read(request)
    expect(outcome?.kind).toBe(kind)
    expect(request.bodyUsed).toBe(kind === 'token')
    if (kind === 'refused') expect(outcome).toEqual({ kind, reason: 'media-type' })
  })

  test('stops reading a body that does not end (FR-10, AP-02)', async () => {
    const { body, pieces } = endless()
    expect(await read(call(body))).toEqual({ kind: 'refused', reason: 'too-large' })
    expect(pieces()).toBeLessThan(10)
  })

  test('reads 64 KiB, and not one byte more (FR-10)', async () => {
    const whole = JSON.stringify(event).padEnd(64 * 1024)
    expect(await read(call(whole))).toMatchObject({ kind: 'token' })
    expect(await read(call(`${whole} `))).toEqual({ kind: 'refused', reason: 'too-large' })
  })

  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  const withEmail = (email: unknown) => withCustomer({ email })

  test.each([
    ['that breaks off', broken],
    ['that is empty', ''],
    ['that is not JSON', '<event/>'],
    ['that is null', 'null'],
    ['without an id', JSON.stringify({ ...event, id: undefined })],
    ['without a payload', JSON.stringify({ ...event, payload: undefined })],
    ['without a code', JSON.stringify(withPayload({ one_time_password_token: '' }))],
    ['with a code that is markup', JSON.stringify(withPayload({ one_time_password_token: '<b>' }))],
    ['without a time', JSON.stringify(withPayload({ created_at: 'yesterday' }))],
    ['with a control character behind its address', JSON.stringify(withEmail('a@bänks.com\0'))],
    ['with a local part of 65', JSON.stringify(withEmail(`${'a'.repeat(65)}@banks.com`))],
    ['without an address', JSON.stringify(withEmail(''))],
    ['with two addresses', JSON.stringify(withEmail('a@banks.com,b@banks.com'))],
    ['with a list of addresses', JSON.stringify(withEmail(['a@banks.com', 'b@banks.com']))],
    ['with a header in its address', JSON.stringify(withEmail('a@banks.com\r\nBcc: b@banks.com'))],
  ])('refuses a genuine call with a body %s', async (_, body) => {
    expect(await read(call(body))).toEqual({ kind: 'refused', reason: 'malformed' })
  })

  test.each(['jörg@banks.com', 'a@bänks.com', 'a..b@banks.com', 'A.B+c@Banks.com'])(
    'takes the address %s as the store holds it',
    async (email) => {
      expect(await read(call(JSON.stringify(withEmail(email))))).toMatchObject({
        to: email,
        ticket: { email },
      })
    },
  )

  test.each([
    ['another event', { ...event, triggered_by: 'order.created', payload: {} }],
    ['another purpose', withPayload({ purpose: 'passwordless_authentication' })],
    ['another password profile', withPayload({ password_profile_id: 'another' })],
    ['a purpose of another case', withPayload({ purpose: 'RESET_PASSWORD' })],
  ])('ignores %s (WH-05)', async (_, body) => {
    expect(await read(call(JSON.stringify(body)))).toEqual({ kind: 'ignored' })
  })

  test('believes nothing of the configuration that the event brings along (WH-05)', async () => {
    const configuration = { url: 'https://evil.example', secret_key: 'evil', site_url: 'evil' }
    expect(await read(call(JSON.stringify({ ...event, configuration })))).toEqual(
      await read(call(JSON.stringify(event))),
    )
  })

  test('never throws for a genuine body', async () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.constantFrom(...Object.keys(payload)), fc.jsonValue())
        .map((other) => JSON.stringify(withPayload(other))),
    )
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        expect((await read(call(text)))?.kind).toMatch(/^(refused|ignored|token)$/)
      }),
    )
  })

  const elsewhere = JSON.stringify(withPayload({ authentication_realm_id: 'another' }))

  test('ignores another realm than the configured one (WH-05)', async () => {
    const upstream = elasticPath({ ...config, realmId })
    expect(await upstream.readWebhook?.(call(elsewhere))).toEqual({ kind: 'ignored' })
    expect(await upstream.readWebhook?.(call(JSON.stringify(event)))).toMatchObject({
      kind: 'token',
    })
  })

  test('ignores another realm once it knows its own (WH-05)', async () => {
    const { fetch } = scriptedFetch([bearer(), settings, text(202, null)])
    const upstream = elasticPath(config, fetch)
    expect(await upstream.readWebhook?.(call(elsewhere))).toMatchObject({ kind: 'token' })
    await upstream.requestReset({ email: 'john.doe@banks.com', locale: 'en' })
    expect(await upstream.readWebhook?.(call(elsewhere))).toEqual({ kind: 'ignored' })
  })
})
