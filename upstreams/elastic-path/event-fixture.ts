import { config, realmId } from '#upstreams/elastic-path/script-fixture.ts'

/** Payload of an event with a code, from Elastic Path's guide. */
export const payload = {
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

/** The event of the guide. */
export const event = {
  id: '31ca9869-a6eb-4f06-989c-17900fa12f2d',
  store_id: '877baaf1-50b7-4cae-afa5-2431fa7b5ee4',
  triggered_by: 'one-time-password-token-request.created',
  integration: { id: '145d7084-7b00-4f10-9d55-0ecd49c1a2bb', integration_type: 'webhook' },
  payload,
  configuration: { url: 'https://webhook.site/24b00ff8', secret_key: config.webhookSecret },
}

/** Replaces fields of the payload. */
export const withPayload = (other: object) => ({ ...event, payload: { ...payload, ...other } })

/** Replaces fields of the customer. */
export const withCustomer = (other: object) =>
  withPayload({ user_authentication_info: { ...payload.user_authentication_info, ...other } })

/** Headers that authenticate a call of Elastic Path. */
export const genuine: [string, string][] = [['X-MOLTIN-SECRET-KEY', config.webhookSecret]]

/** Makes a call of the webhook; `type` null: without Content-Type. */
export function call(
  body: BodyInit,
  headers: [string, string][] = genuine,
  type: string | null = 'application/json',
): Request {
  const init = { method: 'POST', body, duplex: 'half', headers: [...headers] }
  const request = new Request('https://reset.example/hook', init)
  request.headers.delete('content-type')
  if (type !== null) request.headers.set('content-type', type)
  return request
}

/** Creates an endless body in chunks of 16 KiB, and counts those that were read. */
export function endless() {
  let pieces = 0
  const body = new ReadableStream({
    pull: (controller) => {
      pieces += 1
      controller.enqueue(new Uint8Array(16 * 1024).fill(32))
    },
  })
  return { body, pieces: () => pieces }
}
