import { describe, expect, test } from 'vitest'
import { sessionm } from '#upstreams/sessionm/adapter.ts'
import { describeUpstream } from '#upstreams/testing/contract.ts'
import {
  type AdapterUnderTest,
  answerCases,
  FAULTS,
  faultCases,
  setupCase,
  UNCONFIRMED,
} from '#upstreams/testing/scripted-cases-fixture.ts'
import { json, type Scripted, scriptedFetch } from '#upstreams/testing/scripted-fetch-fixture.ts'

const config = {
  apiUrl: 'https://api-tenant1.ent-sessionm.com',
  apiKey: 'an-api-key',
  apiSecret: 'an-api-secret',
  sendsEmail: false,
}
const id = 'e76fc440-d7f0-11e8-91e4-469b02598280'
const token = 'RmdTUWhUU0dSMkJVQTRqUGF1MG9tSS8zY0pya2thNE9k+S0hvbTM4OF12cz0tLXRzYUho/A=='
const ticket = { subject: id, token, email: 'ZZZ@example.com' }

const adapter: AdapterUnderTest = {
  make: (fetch) => sessionm(config, fetch),
  email: 'zzz@example.com',
  ticket,
  password: 'a new pässword',
  secrets: [config.apiKey, config.apiSecret],
}

const user = { id, email: 'ZZZ@example.com', suspended: false, account_status: 'good' }
const found = json(200, { status: 'ok', user })
const foundBut = (other: object) => json(200, { status: 'ok', user: { ...user, ...other } })
const issued = json(200, {
  status: 'ok',
  user: { send_email: false, verification_string: token, reset_link: 'https://login.example/' },
})
const done = json(200, { status: 'ok', user: {} })
const failed = (code: string, message?: string, status = 200) =>
  json(status, { status: 'error', errors: { code, message } })

const last = (deciding: Scripted) => [deciding]
const afterSearch = (deciding: Scripted) => [found, deciding]

describeUpstream('sessionm', {
  request: [
    ...answerCases(adapter, afterSearch, {
      'a known customer': [issued, 'deliver'],
      'a customer who is gone by then': [failed('not_found'), 'no-account'],
      'a customer who never registered': [failed('REQUIRES_REGISTERED_USER'), 'no-account'],
      'a token that is missing': [done, 'throws unexpected'],
    }),
    ...answerCases(adapter, last, {
      'an unknown customer': [failed('user_not_found'), 'no-account'],
      'an unknown customer in capitals': [failed('USER_NOT_FOUND'), 'no-account'],
      'an unknown customer with a 404': [failed('user_not_found', 'No.', 404), 'no-account'],
      'a 404 in JSON without a code': [json(404, { status: 'error' }), 'no-account'],
      'nobody at all': [json(200, { status: 'ok', user: null }), 'no-account'],
      'several customers': [json(200, { status: 'ok', user: [user, user] }), 'no-account'],
      'a customer of another address': [foundBut({ email: 'z@example.com' }), 'no-account'],
      'a suspended customer': [foundBut({ suspended: true }), 'no-account'],
      'a customer id that climbs': [foundBut({ id: '../../x' }), 'throws unexpected'],
      'an unknown API key': [failed('INVALID_API_KEY'), 'throws misconfigured'],
      'a refused address of ours': [failed('access_denied', 'IP'), 'throws misconfigured'],
      'plain HTTP': [failed('https_only'), 'throws misconfigured'],
      'a service that is not available': [failed('NOT_AVAILABLE'), 'throws busy'],
      'an error of its own': [failed('internal_server_error', 'No.', 500), 'throws unexpected'],
      'an error without a code': [json(200, { status: 'error' }), 'throws unexpected'],
    }),
    ...faultCases(adapter, 'search', last, FAULTS),
    ...faultCases(adapter, 'token request', afterSearch, FAULTS),
  ],
  reset: [
    ...answerCases(adapter, last, {
      'a wrong or expired token': [failed('invalid_auth_token'), 'link-invalid'],
      'a wrong token in capitals': [failed('INVALID_AUTH_TOKEN', 'No.', 400), 'link-invalid'],
      'a used token': [failed('validation', 'Token has already been used'), 'link-invalid'],
      'an expired token by message': [failed('validation', 'It has EXPIRED'), 'link-invalid'],
      'a validation that says nothing': [failed('validation'), 'link-invalid'],
      'a customer who is gone': [failed('user_not_found'), 'link-invalid'],
      'a 404 in JSON without a code': [json(404, { status: 'error' }), 'link-invalid'],
      'a refused password': [failed('VALIDATION', 'Password is too short'), 'password-refused'],
      'access denied': [failed('access_denied'), 'throws misconfigured'],
      'a service that is not available': [failed('not_available'), 'throws busy'],
      'missing data': [failed('missing_data'), 'throws unexpected'],
      'an error without a code': [json(200, { status: 'error' }), 'throws unexpected'],
      'a status of neither kind': [json(200, { status: 'queued' }), 'unconfirmed'],
    }),
    ...faultCases(adapter, 'change', last, { ...FAULTS, ...UNCONFIRMED }),
  ],
  accepts: () => setupCase(adapter, [done]),
  refusesOnce: () => setupCase(adapter, [failed('validation', 'Password is too short'), done]),
})

describe('sessionm', () => {
  const headers = {
    accept: 'application/json',
    authorization: 'Basic YW4tYXBpLWtleTphbi1hcGktc2VjcmV0',
    'content-type': 'application/json',
  }
  const users = 'https://api-tenant1.ent-sessionm.com/priv/v1/apps/an-api-key/users'

  test('requests a token exactly as documented, for a mail to the stored address', async () => {
    const { fetch, requests } = scriptedFetch([found, issued])
    const outcome = await sessionm(config, fetch).requestReset({
      email: 'zzz@EXAMPLE.com',
      locale: 'en',
    })
    expect(requests).toEqual([
      { method: 'GET', url: `${users}/search?email=zzz%40EXAMPLE.com`, headers, body: null },
      {
        method: 'POST',
        url: `${users}/e76fc440-d7f0-11e8-91e4-469b02598280/perform`,
        headers,
        body: '{"sendPasswordResetEmail":{"email":"ZZZ@example.com","send_email":false}}',
      },
    ])
    expect(outcome).toEqual({ kind: 'deliver', to: 'ZZZ@example.com', ticket })
  })

  test('lets SessionM mail the customer if it is configured to', async () => {
    const { fetch, requests } = scriptedFetch([found, done])
    const upstream = sessionm({ ...config, sendsEmail: true }, fetch)
    const outcome = await upstream.requestReset({ email: 'zzz@example.com', locale: 'en' })
    expect(outcome).toEqual({ kind: 'sent', subject: id })
    expect(requests[1]?.body).toBe(
      '{"sendPasswordResetEmail":{"email":"ZZZ@example.com","send_email":true}}',
    )
  })

  test('accepts no other address, even one that folds to the same letters (FR-09)', async () => {
    const kelvin = '\u212aim@example.com'
    const { fetch } = scriptedFetch([foundBut({ email: kelvin }), issued])
    const outcome = await sessionm(config, fetch).requestReset({
      email: 'kim@example.com',
      locale: 'en',
    })
    expect(outcome).toEqual({ kind: 'no-account' })
  })

  test('changes a password exactly as documented', async () => {
    const { fetch, requests } = scriptedFetch([done])
    const outcome = await sessionm(config, fetch).resetPassword(ticket, 'Password1')
    expect(requests).toEqual([
      {
        method: 'POST',
        url: `${users}/e76fc440-d7f0-11e8-91e4-469b02598280/perform`,
        headers,
        body: `{"updatePassword":{"token":"${token}","password":"Password1"}}`,
      },
    ])
    expect(outcome).toEqual({ kind: 'changed', email: 'ZZZ@example.com' })
  })
})

describe('a SessionM link', () => {
  const { readLink } = sessionm(config)
  const read = (query: string) => readLink?.(new URLSearchParams(query)) ?? null
  const linked = { subject: id, token, email: null }

  test.each([
    ['percent-encoded', encodeURIComponent(token)],
    ['raw, its + read as a space', token],
    ['with a stray space behind', `${token}%20`],
    ['with several of them', `${encodeURIComponent(token)}%20%20`],
  ])('is read with its token %s', (_, written) => {
    expect(read(`customerId=${id}&token=${written}`)).toEqual(linked)
  })

  test('keeps a + at the very end of a token', () => {
    expect(read(`customerId=${id}&token=c29tZSB0b2tlbiBvZiBh+`)?.token).toBe(
      'c29tZSB0b2tlbiBvZiBh+',
    )
  })

  test.each([
    ['no customer', `token=${token}`],
    ['a customer id that climbs', `customerId=../../apps/x&token=${token}`],
    ['no token', `customerId=${id}`],
    ['a short token', `customerId=${id}&token=abc`],
    ['a token that was not mended first', `customerId=${id}&token=${token.slice(0, -2)}=3D=3D`],
    ['a token of another alphabet', `customerId=${id}&token=${token.replace('R', '<')}`],
  ])('is not read with %s (TK-06)', (_, query) => {
    expect(read(query)).toBeNull()
  })
})
