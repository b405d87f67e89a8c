import { Hono, type MiddlewareHandler } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import { readJson, readNothing, readQuery } from '#sandbox/reading.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { forbidden, malformed } from '#upstreams/elastic-path/sandbox/errors.ts'
import { noQuery, settingsBody } from '#upstreams/elastic-path/sandbox/requests.ts'
import type { Store } from '#upstreams/elastic-path/sandbox/store.ts'

const { realmId } = credentials
const PATH = '/v2/settings/account-authentication'

/**
 * Emulates the store's settings, which contain the realm of its members.
 * @see https://elasticpath.dev/docs/api/accounts/put-v-2-settings-account-authentication
 */
export const settings = (
  { calls }: World,
  bearer: MiddlewareHandler,
  store: Store,
): Hono<VendorEnv> => {
  const app = new Hono<VendorEnv>()
  const shown = () => ({
    data: {
      id: derivedUuid('settings', 4),
      type: 'account_authentication_settings',
      enable_self_signup: false,
      auto_create_account_for_account_members: true,
      account_member_self_management: store.selfManagement,
      account_management_authentication_token_timeout_secs: 86_400,
      relationships: {
        authentication_realm: { data: { id: realmId, type: 'authentication_realm' } },
      },
    },
    links: { self: PATH },
  })

  app.get(PATH, journal(calls, 'elastic-path', 'settings'), bearer, async (c) => {
    const query = readQuery(c, noQuery)
    if (!query.ok) return malformed(c, query.problem)
    const body = await readNothing(c)
    return body.ok ? c.json(shown()) : malformed(c, body.problem)
  })

  app.put(PATH, journal(calls, 'elastic-path', 'settings-change'), bearer, async (c) => {
    const body = await readJson(c, settingsBody)
    if (!body.ok) return malformed(c, body.problem)
    if (!store.mayWrite) return forbidden(c)
    store.selfManagement = body.value.data.account_member_self_management
    return c.json(shown())
  })
  return app
}
