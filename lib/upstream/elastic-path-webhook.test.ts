import { describe, expect, test } from 'vitest'
import { elasticPath } from '#lib/upstream/elastic-path.ts'
import { bearer, config, realmId, settings } from '#lib/upstream/elastic-path-script.ts'
import { scriptedFetch, text } from '#lib/upstream/scripted-fetch.ts'

const payload = {
  authentication_realm_id: realmId,
  created_at: '2023-09-05T14:53:01.584+00:00',
  one_time_password_token: 'lprvj4',
  password_profile_id: config.passwordProfileId,
  purpose: 'reset_password',
  updated_at: '2023-09-05T14:53:01.584+00:00',
  user_authentication_info: {
    email: 'john.doe@banks.com',
    id: '459a2d49-ff3f-4589-b9fb-7e86ac7273f4',
    name: 'John Doe',
  },
  user_authentication_password_profile_info: {
    id: 'd63be373-580d-4e16-818b-15513341e9b6',
    password_profile_id: config.passwordProfileId,
    username: 'john.doe@banks.com',
  },
}
const event = {
  id: '31ca9869-a6eb-4f06-989c-17900fa12f2d',
  store_id: '877baaf1-50b7-4cae-afa5-2431fa7b5ee4',
  triggered_by: 'one-time-password-token-request.created',
  integration: { id: '145d7084-7b00-4f10-9d55-0ecd49c1a2bb', integration_type: 'webhook' },
  payload,
  configuration: { url: 'https://webhook.site/24b00ff8', secret_key: config.webhookSecret },
}
const genuine = { 'X-MOLTIN-SECRET-KEY': config.webhookSecret }

const call = (body: BodyInit, headers: HeadersInit = genuine): Request => {
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return new Request('https://reset.example/hook', init)
}

const read = async (request: Request) => elasticPath(config).readWebhook?.(request)

describe("Elastic Path's webhook", () => {
  test("reads the guide's example", async () => {
    expect(await read(call(JSON.stringify(event)))).toEqual({
      kind: 'token',
      eventId: '31ca9869-a6eb-4f06-989c-17900fa12f2d',
      to: 'john.doe@banks.com',
      ticket: {
        subject: '459a2d49-ff3f-4589-b9fb-7e86ac7273f4',
        token: '{"username":"john.doe@banks.com","code":"lprvj4"}',
        email: 'john.doe@banks.com',
      },
      issuedAt: new Date('2023-09-05T14:53:01.584Z'),
    })
  })

  test.each([
    ['no secret', {}],
    ['an empty secret', { 'x-moltin-secret-key': '' }],
    ['another secret', { 'x-moltin-secret-key': 'a-webhook-secres' }],
    ['a shorter secret', { 'x-moltin-secret-key': 'a-webhook-secre' }],
    ['a longer secret', { 'x-moltin-secret-key': 'a-webhook-secrett' }],
    ['the secret twice', [...Object.entries(genuine), ...Object.entries(genuine)]],
  ] as [string, HeadersInit][])('refuses a call with %s, its body unread', async (_, headers) => {
    const request = call(JSON.stringify(event), headers)
    expect(await read(request)).toEqual({ kind: 'refused', reason: 'secret' })
    expect(request.bodyUsed).toBe(false)
  })

  test('will not be set up without a secret', () => {
    expect(() => elasticPath({ ...config, webhookSecret: '' })).toThrow('secret')
  })

  const endless = () => {
    let chunks = 0
    const body = new ReadableStream({
      pull: (controller) => {
        chunks += 1
        controller.enqueue(new Uint8Array(16 * 1024).fill(32))
      },
    })
    return { body, chunks: () => chunks }
  }

  test('stops reading a body that does not end', async () => {
    const { body, chunks } = endless()
    expect(await read(call(body))).toEqual({ kind: 'refused', reason: 'malformed' })
    expect(chunks()).toBeLessThan(10)
  })

  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  const withPayload = (other: object) => ({ ...event, payload: { ...payload, ...other } })
  const withEmail = (email: unknown) =>
    withPayload({ user_authentication_info: { ...payload.user_authentication_info, email } })

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
  ])('ignores %s', async (_, body) => {
    expect(await read(call(JSON.stringify(body)))).toEqual({ kind: 'ignored' })
  })

  const elsewhere = JSON.stringify(withPayload({ authentication_realm_id: 'another' }))

  test('ignores another realm than the configured one', async () => {
    const upstream = elasticPath({ ...config, realmId })
    expect(await upstream.readWebhook?.(call(elsewhere))).toEqual({ kind: 'ignored' })
    expect(await upstream.readWebhook?.(call(JSON.stringify(event)))).toMatchObject({
      kind: 'token',
    })
  })

  test('ignores another realm once it knows its own', async () => {
    const { fetch } = scriptedFetch([bearer(), settings, text(202, null)])
    const upstream = elasticPath(config, fetch)
    expect(await upstream.readWebhook?.(call(elsewhere))).toMatchObject({ kind: 'token' })
    await upstream.requestReset({ email: 'john.doe@banks.com', locale: 'en' })
    expect(await upstream.readWebhook?.(call(elsewhere))).toEqual({ kind: 'ignored' })
  })
})
