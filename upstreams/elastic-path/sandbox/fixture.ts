import { expect, vi } from 'vitest'
import { json, openSandbox } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'

const { clientId, clientSecret, passwordProfileId, realmId } = credentials
const realm = `/elastic-path/v2/authentication-realms/${realmId}`

/** Fields that tests read from a delivered event. */
export type Event = {
  id: string
  configuration: { url: string; secret_key: string }
  payload: {
    one_time_password_token: string
    user_authentication_password_profile_info: { id: string; username: string }
  }
}

/** Sandbox of these functions. Timers must be fake. */
export const sandbox = openSandbox()

let authorization = ''

/** Asks for an access token. */
export const grant = (form: Record<string, string>) =>
  sandbox.request('/elastic-path/oauth/access_token', {
    method: 'POST',
    body: new URLSearchParams(form),
  })

/** Asks for a one-time code. */
export const ask = (username: string, extra = {}) =>
  sandbox.request(
    `${realm}/password-profiles/${passwordProfileId}/one-time-password-token-request`,
    json(
      'POST',
      {
        data: {
          type: 'one_time_password_token_request',
          username,
          purpose: 'reset_password',
          ...extra,
        },
      },
      { authorization },
    ),
  )

/** Exchanges a code for a token of the member. */
export const exchange = (username: string, code: string, extra = {}) =>
  sandbox.request(
    '/elastic-path/v2/account-members/tokens',
    json(
      'POST',
      {
        data: {
          type: 'account_management_authentication_token',
          authentication_mechanism: 'passwordless',
          password_profile_id: passwordProfileId,
          username,
          one_time_password_token: code,
          ...extra,
        },
      },
      { authorization },
    ),
  )

/** Asks for a code and awaits its event. */
export const eventFor = async (username: string): Promise<Event> => {
  await ask(username)
  await vi.advanceTimersByTimeAsync(5_000)
  const events: Event[] = await Promise.all(sandbox.deliveries.map((d) => d.clone().json()))
  return (
    events.find(
      ({ payload }) => payload.user_authentication_password_profile_info.username === username,
    ) ?? expect.fail(`no event for ${username}`)
  )
}

/** Gets a member's token, with which the password can be changed. */
export const memberOf = async (email: string) => {
  const { payload } = await eventFor(email)
  const answer = await exchange(email, payload.one_time_password_token)
  const body: { data: { token: string }[]; meta: { account_member_id: string } } =
    await answer.json()
  return {
    infos: `${realm}/user-authentication-info/${body.meta.account_member_id}/user-authentication-password-profile-info`,
    infoId: payload.user_authentication_password_profile_info.id,
    headers: {
      authorization,
      'EP-Account-Management-Authentication-Token': body.data[0]?.token ?? '',
    },
  }
}

/** Clears the deliveries and gets an access token. @returns the header to send */
export const begin = async (): Promise<string> => {
  sandbox.deliveries.length = 0
  const answer = await grant({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  })
  const { access_token }: { access_token: string } = await answer.json()
  authorization = `Bearer ${access_token}`
  return authorization
}
