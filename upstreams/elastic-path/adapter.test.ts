import { describe, expect, test } from 'vitest'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import { adapter } from '#upstreams/elastic-path/adapter-fixture.ts'
import {
  bearer,
  config,
  exchanged,
  failed,
  loginId,
  logins,
  member,
  memberId,
  members,
  memberToken,
  realmId,
  saved,
  settings,
  ticket,
} from '#upstreams/elastic-path/script-fixture.ts'
import { type CaseOutcome, describeUpstream } from '#upstreams/testing/contract.ts'
import {
  answerCases,
  FAULTS,
  faultCases,
  type Situation,
  setupCase,
  UNCONFIRMED,
} from '#upstreams/testing/scripted-cases-fixture.ts'
import {
  json,
  type Scripted,
  scriptedFetch,
  text,
  tooLate,
} from '#upstreams/testing/scripted-fetch-fixture.ts'

type Script = (deciding: Scripted) => readonly Scripted[]

const later = { ...adapter, ticket: exchanged }

const first: Script = (deciding) => [deciding]
const second: Script = (deciding) => [bearer(), deciding]
const start = [bearer(), settings]
const third: Script = (deciding) => [...start, deciding]
const search: Script = (deciding) => [...start, member, deciding]
const change: Script = (deciding) => [...start, member, logins, deciding]
const laterChange: Script = (deciding) => [...start, logins, deciding]

/** Repeats a call with a new access token, as the adapter does after a 401 that may be about it. */
const again = (script: Script) => (deciding: Scripted, situation: Situation) =>
  situation === 'a 401 in plain text'
    ? [...script(deciding), bearer('another'), deciding]
    : script(deciding)

const INTERRUPTED = Object.fromEntries(
  Object.entries(FAULTS).map(([situation, expected]) => [
    situation,
    expected.replace('throws', 'interrupted'),
  ]),
) as Record<Situation, CaseOutcome>

const CHANGE = {
  ...INTERRUPTED,
  ...UNCONFIRMED,
  'a 400 in plain text': 'password-refused',
} as const

describeUpstream('elastic-path', {
  request: [
    ...answerCases(adapter, third, {
      'a username': [text(202, null), 'pending'],
      'a username, with a code in the answer': [json(201, { data: {} }), 'pending'],
      'an unknown username': [failed(404, 'Not Found'), 'no-account'],
      'a username of the wrong format': [failed(422, 'Constraint violation'), 'no-account'],
      'a request that fails validation': [failed(400, 'Validation failed'), 'no-account'],
      'a client that may not ask': [failed(403, 'Forbidden'), 'throws misconfigured'],
    }),
    ...faultCases(adapter, 'access token request', first, {
      ...FAULTS,
      'a 400 in plain text': 'throws misconfigured',
    }),
    ...faultCases(adapter, 'settings', again(second), FAULTS),
    ...faultCases(adapter, 'code request', again(third), {
      ...FAULTS,
      'a page instead of JSON': 'pending',
    }),
  ],
  reset: [
    ...answerCases(adapter, third, {
      'a wrong code': [failed(400, 'authentication failed'), 'link-invalid'],
      'an expired code': [
        failed(404, 'Not Found', 'the authorization realm for the token could not be found'),
        'link-invalid',
      ],
      'a used code': [failed(401, 'Unauthorized', 'one time password is invalid'), 'link-invalid'],
      'a code refused as forbidden': [failed(403, 'Forbidden'), 'link-invalid'],
      'a code refused as unprocessable': [failed(422, 'Constraint violation'), 'link-invalid'],
      'a member without an account': [members(), 'throws misconfigured'],
      'an exchange without a member': [json(201, { data: [] }), 'throws unexpected'],
    }),
    ...answerCases(adapter, search, {
      'a member without a password': [json(200, { data: [] }), 'interrupted misconfigured'],
      'a member who is gone': [failed(404, 'Not Found'), 'interrupted unexpected'],
      'a member who may not look': [failed(403, 'Forbidden'), 'interrupted misconfigured'],
    }),
    ...answerCases(adapter, change, {
      'a refused password': [failed(422, 'Constraint violation'), 'password-refused'],
      'a password that is too short': [failed(400, 'Validation failed'), 'password-refused'],
      'a member who may not change': [failed(403, 'Forbidden'), 'interrupted misconfigured'],
      'a login that is gone': [failed(404, 'Not Found'), 'interrupted unexpected'],
      'a success without a body': [text(204, null), 'unconfirmed'],
    }),
    ...faultCases(adapter, 'code exchange', third, FAULTS),
    ...faultCases(adapter, 'login search', again(search), INTERRUPTED),
    ...faultCases(adapter, 'change', again(change), CHANGE),
    ...faultCases(later, 'change after a refusal', again(laterChange), {
      ...CHANGE,
      'a 401 in plain text': 'link-invalid',
    }),
  ],
  accepts: () => setupCase(adapter, change(saved)),
  refusesOnce: () =>
    setupCase(adapter, [...change(failed(422, 'Constraint violation')), logins, saved]),
})

describe('elastic-path', () => {
  test('asks for a code to the letter', async () => {
    const { fetch, requests } = scriptedFetch(third(text(202, null)))
    await elasticPath(config, fetch).requestReset({ email: 'John.DOE@Banks.com', locale: 'en' })
    expect(requests).toEqual([
      {
        method: 'POST',
        url: 'https://useast.api.elasticpath.com/oauth/access_token',
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials&client_id=a-client-id&client_secret=a-client-secret',
      },
      {
        method: 'GET',
        url: 'https://useast.api.elasticpath.com/v2/settings/account-authentication',
        headers: { accept: 'application/json', authorization: 'Bearer an-access-token' },
        body: null,
      },
      {
        method: 'POST',
        url: `https://useast.api.elasticpath.com/v2/authentication-realms/${realmId}/password-profiles/9a44bb7e-e377-4382-b36e-c8030aad1c2d/one-time-password-token-request`,
        headers: {
          accept: 'application/json',
          authorization: 'Bearer an-access-token',
          'content-type': 'application/json',
        },
        body: '{"data":{"type":"one_time_password_token_request","username":"john.doe@banks.com","purpose":"reset_password"}}',
      },
    ])
  })

  test('exchanges the code and changes the password to the letter', async () => {
    const { fetch, requests } = scriptedFetch([bearer(), member, logins, saved])
    const upstream = elasticPath({ ...config, realmId }, fetch)
    const outcome = await upstream.resetPassword(ticket, 'Password1')
    const headers = {
      accept: 'application/json',
      authorization: 'Bearer an-access-token',
      'ep-account-management-authentication-token': memberToken,
    }
    const passwords = `https://useast.api.elasticpath.com/v2/authentication-realms/${realmId}/user-authentication-info/${memberId}/user-authentication-password-profile-info`
    expect(requests.slice(1)).toEqual([
      {
        method: 'POST',
        url: 'https://useast.api.elasticpath.com/v2/account-members/tokens',
        headers: {
          accept: 'application/json',
          authorization: 'Bearer an-access-token',
          'content-type': 'application/json',
        },
        body: '{"data":{"type":"account_management_authentication_token","authentication_mechanism":"passwordless","password_profile_id":"9a44bb7e-e377-4382-b36e-c8030aad1c2d","username":"john.doe@banks.com","one_time_password_token":"lprvj4"}}',
      },
      { method: 'GET', url: passwords, headers, body: null },
      {
        method: 'PUT',
        url: `${passwords}/${loginId}`,
        headers: { ...headers, 'content-type': 'application/json' },
        body: `{"data":{"id":"${loginId}","type":"user_authentication_password_profile_info","password_profile_id":"9a44bb7e-e377-4382-b36e-c8030aad1c2d","username":"john.doe@banks.com","password":"Password1"}}`,
      },
    ])
    expect(outcome).toMatchObject({ kind: 'changed', email: 'john.doe@banks.com' })
  })

  test.each([
    ['refused', failed(422, 'Constraint violation')],
    ['unconfirmed', tooLate],
    ['interrupted', failed(500, 'Internal Server Error')],
  ])('hands back what the code was exchanged for when a change is %s', async (_, deciding) => {
    const { fetch } = scriptedFetch(change(deciding))
    const outcome = await elasticPath(config, fetch).resetPassword(ticket, 'Password1')
    expect(outcome).toMatchObject({ retry: exchanged })
  })
})
