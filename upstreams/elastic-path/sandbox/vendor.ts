import { derivedUuid } from '#sandbox/identifiers.ts'
import type { SandboxVendor } from '#sandbox/vendor.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { elasticPath as emulator } from '#upstreams/elastic-path/sandbox/emulator.ts'
import { shop } from '#upstreams/elastic-path/sandbox/shop.ts'
import { traits } from '#upstreams/elastic-path/traits.ts'

type Event = {
  payload: { one_time_password_token: string; user_authentication_info: { email: string } }
}

/** Elastic Path in the sandbox. */
export const elasticPath: SandboxVendor = {
  emulator,
  customerId: (seed) => derivedUuid(seed, 4),
  shop,
  environment: (apiUrl) => ({
    ELASTIC_PATH_API_URL: apiUrl,
    ELASTIC_PATH_CLIENT_ID: credentials.clientId,
    ELASTIC_PATH_CLIENT_SECRET: credentials.clientSecret,
    ELASTIC_PATH_PASSWORD_PROFILE_ID: credentials.passwordProfileId,
    ELASTIC_PATH_WEBHOOK_SECRET: credentials.webhookSecret,
  }),
  secretKinds: ['access token', 'code', 'member token'],
  rawLinks: async ({ deliveries }, { email }) =>
    (await deliveries())
      .map(({ body }) => (body as Event).payload)
      .filter(({ user_authentication_info: member }) => member.email === email)
      .map(
        ({ one_time_password_token: code }) => `/change_password?username=${email}&token=${code}`,
      ),
  webhook: {
    secretHeader: 'X-Moltin-Secret-Key',
    secret: credentials.webhookSecret,
    event: (payload) => ({
      id: 'event-of-a-test',
      triggered_by: 'one-time-password-token-request.created',
      payload,
      configuration: { secret_key: credentials.webhookSecret },
    }),
    otherEvent: { id: 'e1', triggered_by: 'order.created', payload: {} },
  },
  traits,
}
