import { type Answer, faultOf, noAnswer, succeeded } from '#upstreams/http-client.ts'
import type { ElasticPathApi } from './api.ts'
import { CODE_EVENT, type Profile } from './store.ts'

type Method = 'POST' | 'PUT'

/**
 * Changes the settings of a store that resets need. Each method returns null if our key may not change
 * them, else the answer.
 * @see https://elasticpath.dev/docs/api/accounts/put-v-2-settings-account-authentication
 * @see https://elasticpath.dev/docs/api/integrations
 */
export const storeWriter = (api: ElasticPathApi) => {
  const write = async (method: Method, path: string[], data: object): Promise<Answer | null> => {
    const answer = await api.send({ name: 'set-up', method, path, data })
    if (answer.kind === 'lost') throw noAnswer(answer)
    if (answer.status === 403) return null
    if (!succeeded(answer)) throw faultOf(answer)
    return answer
  }
  const inRealm = (realmId: string, ...path: string[]) => [
    ...['v2', 'authentication-realms', realmId],
    ...path,
  ]

  return {
    allowSelfManagement: () =>
      write('PUT', ['v2', 'settings', 'account-authentication'], {
        type: 'account_authentication_settings',
        account_member_self_management: 'update_only',
      }),
    createProfile: (realmId: string, name: string) =>
      write('POST', inRealm(realmId, 'password-profiles'), {
        type: 'password_profile',
        name,
        username_format: 'email',
        enable_one_time_password_token: true,
      }),
    enableCodes: (realmId: string, { id, name, username_format }: Profile) =>
      write('PUT', inRealm(realmId, 'password-profiles', id), {
        id,
        type: 'password_profile',
        name,
        ...(username_format && { username_format }),
        enable_one_time_password_token: true,
      }),
    createWebhook: (url: string, secret: string) =>
      write('POST', ['v2', 'integrations'], {
        type: 'integration',
        name: 'Password reset',
        description: 'Calls the password reset site with one-time codes',
        enabled: true,
        integration_type: 'webhook',
        observes: [CODE_EVENT],
        configuration: { url, secret_key: secret },
      }),
    /** Enables a webhook, with a secret if one is given. */
    updateWebhook: (id: string, url: string, secret: string | null) =>
      write('PUT', ['v2', 'integrations', id], {
        type: 'integration',
        enabled: true,
        ...(secret !== null && { configuration: { url, secret_key: secret } }),
      }),
    createUser: (realmId: string, email: string) =>
      write('POST', inRealm(realmId, 'user-authentication-info'), {
        type: 'user_authentication_info',
        name: 'Password reset test',
        email,
      }),
    /** Gives a user a login under a profile. */
    createLogin: (
      realmId: string,
      userId: string,
      login: { profileId: string; email: string; password: string },
    ) =>
      write(
        'POST',
        inRealm(
          realmId,
          ...['user-authentication-info', userId, 'user-authentication-password-profile-info'],
        ),
        {
          type: 'user_authentication_password_profile_info',
          password_profile_id: login.profileId,
          username: login.email,
          password: login.password,
        },
      ),
  }
}

/** A client that changes settings. */
export type StoreWriter = ReturnType<typeof storeWriter>
