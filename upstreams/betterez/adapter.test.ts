import { describe, expect, test } from 'vitest'
import { betterez } from '#upstreams/betterez/adapter.ts'
import { describeUpstream } from '#upstreams/testing/contract.ts'
import {
  type AdapterUnderTest,
  answerCases,
  FAULTS,
  faultCases,
  setupCase,
  UNCONFIRMED,
} from '#upstreams/testing/scripted-cases-fixture.ts'
import { json, scriptedFetch, text } from '#upstreams/testing/scripted-fetch-fixture.ts'

const config = {
  apiUrl: 'https://api.betterez.com',
  apiKey: 'a-public-key',
  accountId: '52c6ae6f5d8f4c4d1c000001',
  appName: 'Our app',
  acceptsCustomerNumber: false,
}
const ticket = {
  subject: '5a55555f5322df550b555501',
  token: '5a55555f5322df550b555555',
  email: null,
}

const adapter: AdapterUnderTest = {
  make: (fetch) => betterez(config, fetch),
  email: 'zzz+1@example.com',
  ticket,
  password: 'a new pässword',
  secrets: [config.apiKey],
}

const refused = (status: number, code: string) => json(status, { code, message: 'Some words.' })
const changed = json(200, {
  customer: { _id: ticket.subject, email: 'zzz@example.com', firstName: 'ZZ' },
  provider: 'betterez',
  token: 'a-login-token',
})

describeUpstream('betterez', {
  request: [
    ...answerCases(adapter, (deciding) => [deciding], {
      'a known customer': [json(200, { email: 'zzz@example.com' }), 'sent'],
      'an unknown customer': [refused(404, 'CUSTOMER_NOT_FOUND'), 'no-account'],
      'an unknown account of ours': [refused(404, 'ACCOUNT_NOT_FOUND'), 'throws misconfigured'],
      'a request that its schema refuses': [refused(400, 'WRONG_DATA'), 'throws unexpected'],
      'a conflict that is not a blocking key': [refused(409, 'DUPLICATE'), 'throws unexpected'],
    }),
    ...faultCases(adapter, 'request', (deciding) => [deciding], {
      ...FAULTS,
      'a 409 in plain text': 'sent',
      'a page instead of JSON': 'sent',
    }),
  ],
  reset: [
    ...answerCases(adapter, (deciding) => [deciding], {
      'a wrong token': [refused(400, 'INVALID_TOKEN'), 'link-invalid'],
      'an expired token': [refused(400, 'PASSWORD_TOKEN_EXPIRED'), 'link-invalid'],
      'a used token': [refused(404, 'TOKEN_NOT_FOUND'), 'link-invalid'],
      'a customer who is gone': [refused(404, 'CUSTOMER_NOT_FOUND'), 'link-invalid'],
      'a conflict in JSON': [refused(409, 'TOKEN_USED'), 'link-invalid'],
      'a refused password': [refused(400, 'WEAK_PASSWORD'), 'password-refused'],
      'a password named otherwise': [refused(409, 'PASSWORD_RESET'), 'link-invalid'],
      'a message about the password': [
        json(400, { code: 'WRONG_DATA', message: 'PASSWORD' }),
        'link-invalid',
      ],
      'a success that says nothing': [json(200, {}), 'changed'],
    }),
    ...faultCases(adapter, 'change', (deciding) => [deciding], {
      ...FAULTS,
      ...UNCONFIRMED,
      'a 400 in plain text': 'link-invalid',
      'a 409 in plain text': 'throws busy',
    }),
  ],
  accepts: () => setupCase(adapter, [changed]),
  refusesOnce: () => setupCase(adapter, [refused(400, 'WEAK_PASSWORD'), changed]),
})

describe('betterez', () => {
  test('asks for a mail to the letter', async () => {
    const { fetch, requests } = scriptedFetch([json(200, { email: 'zzz@example.com' })])
    await betterez(config, fetch).requestReset({ email: 'zzz+1@example.com', locale: 'es' })
    expect(requests).toEqual([
      {
        method: 'POST',
        url:
          'https://api.betterez.com/notifications/customers/reset' +
          '?providerId=52c6ae6f5d8f4c4d1c000001&lang=es-ar&email=zzz%2B1%40example.com&appName=Our+app',
        headers: { accept: 'application/json', 'x-api-key': 'a-public-key' },
        body: null,
      },
    ])
  })

  test.each([
    ['123-456-789', true, 'customerNumber=123-456-789'],
    ['123 456 789', true, 'customerNumber=123-456-789'],
    ['zzz@example.com', true, 'email=zzz%40example.com'],
    ['123-456-789', false, 'email=123-456-789'],
  ])('asks for %s, where customer numbers are accepted: %s', async (email, accepted, name) => {
    const { fetch, requests } = scriptedFetch([json(200, {})])
    const upstream = betterez({ ...config, acceptsCustomerNumber: accepted }, fetch)
    await upstream.requestReset({ email, locale: 'en' })
    expect(requests[0]?.url.split('?')[1]).toBe(
      `providerId=52c6ae6f5d8f4c4d1c000001&lang=en-us&${name}&appName=Our+app`,
    )
  })

  test('changes a password to the letter', async () => {
    const { fetch, requests } = scriptedFetch([changed])
    const outcome = await betterez(config, fetch).resetPassword(ticket, 'Pass"wörd1')
    expect(requests).toEqual([
      {
        method: 'PATCH',
        url: 'https://api.betterez.com/accounts/customers/5a55555f5322df550b555501',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-api-key': 'a-public-key',
        },
        body: '{"operations":[{"op":"reset","path":"/resetPassword","value":"5a55555f5322df550b555555","data":{"password":"Pass\\"wörd1"}}]}',
      },
    ])
    expect(outcome).toEqual({ kind: 'changed', email: 'zzz@example.com' })
  })

  test.each([
    ['en', 'en-us'],
    ['fr', 'fr-fr'],
    ['fr-CA', 'fr-ca'],
    ['fr_CA', 'fr-ca'],
    ['fr-BE', 'fr-fr'],
    ['de', 'de-de'],
    ['nl-BE', 'nl-nl'],
    ['es', 'es-ar'],
    ['ar', 'ar-ma'],
    ['pt', 'pt-br'],
    ['pt-PT', 'pt-br'],
    ['fro', 'en-us'],
    ['ja', 'en-us'],
    ['', 'en-us'],
  ])('mails a reader of %j in %s: by the whole tag, then by the language', async (locale, lang) => {
    const { fetch, requests } = scriptedFetch([text(200, '')])
    await betterez(config, fetch).requestReset({ email: 'zzz@example.com', locale })
    expect(new URL(requests[0]?.url ?? '').searchParams.get('lang')).toBe(lang)
  })

  test('waits as long as a blocking key lives', async () => {
    const { fetch } = scriptedFetch([text(409, 'A blocking key was found')])
    const change = betterez(config, fetch).resetPassword(ticket, 'Password1')
    await expect(change).rejects.toMatchObject({ kind: 'busy', retryAfter: 15 })
  })
})

describe('a Betterez link', () => {
  const { readLink } = betterez(config)
  const read = (query: Record<string, string>) =>
    readLink?.(
      new URLSearchParams({ customerId: ticket.subject, token: ticket.token, ...query }),
    ) ?? null

  test('is read with and without the account', () => {
    expect(read({})).toEqual(ticket)
    expect(read({ accountId: config.accountId, action: 'resetPwd' })).toEqual(ticket)
    expect(read({ accountId: config.accountId.toUpperCase() })).toEqual(ticket)
  })

  test.each([
    ['another account', { accountId: '52c6ae6f5d8f4c4d1c000002' }],
    ['an empty account', { accountId: '' }],
    ['a customer id that climbs', { customerId: '../../inventory/trips00' }],
    ['a customer id that is too long', { customerId: `${ticket.subject}0` }],
    ['no customer', { customerId: '' }],
    ['no token', { token: '' }],
    ['a token with a slash', { token: '5a55555f/5322df550b55555' }],
  ])('is not read with %s (TK-06)', (_, query) => {
    expect(read(query)).toBeNull()
  })
})
