import { randomUUID } from 'node:crypto'
import type { Customer } from '#sandbox/customers.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import type { Delivery } from '#sandbox/webhooks.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import type { Integration } from '#upstreams/elastic-path/sandbox/store.ts'

const { passwordProfileId, realmId } = credentials

/** Derives the id of the customer's login under the password profile. */
export const profileInfoId = (customer: Customer): string =>
  derivedUuid(`profile info ${customer.id}`, 4)

/**
 * Makes the `one-time-password-token-request.created` event, with the secret in header and body.
 * @see https://elasticpath.dev/guides/How-To/Authentication/reset-password-password-profiles
 */
export const codeCreated = (
  { id, name, description = '', configuration }: Integration,
  customer: Customer,
  code: string,
): Delivery => {
  const { url, secret_key = '' } = configuration
  const now = new Date().toISOString().replace('Z', '+00:00')
  return {
    url,
    headers: { 'X-MOLTIN-SECRET-KEY': secret_key },
    body: {
      id: randomUUID(),
      store_id: derivedUuid('store', 4),
      triggered_by: 'one-time-password-token-request.created',
      integration: { id, integration_type: 'webhook', name, description },
      payload: {
        authentication_realm_id: realmId,
        created_at: now,
        one_time_password_token: code,
        password_profile_id: passwordProfileId,
        purpose: 'reset_password',
        updated_at: now,
        user_authentication_info: {
          email: customer.email,
          id: customer.id,
          name: customer.name,
        },
        user_authentication_password_profile_info: {
          id: profileInfoId(customer),
          password_profile_id: passwordProfileId,
          username: customer.username,
        },
      },
      configuration: { url, secret_key },
    },
  }
}
