import { Hono, type MiddlewareHandler } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import { readNothing, readQuery } from '#sandbox/reading.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { malformed } from '#upstreams/elastic-path/sandbox/errors.ts'
import { noQuery } from '#upstreams/elastic-path/sandbox/requests.ts'

const { realmId } = credentials

/** Emulates the store's settings, which contain the realm of its members. */
export const settings = ({ calls }: World, bearer: MiddlewareHandler): Hono<VendorEnv> => {
  const app = new Hono<VendorEnv>()
  app.get(
    '/v2/settings/account-authentication',
    journal(calls, 'elastic-path', 'settings'),
    bearer,
    async (c) => {
      const query = readQuery(c, noQuery)
      if (!query.ok) return malformed(c, query.problem)
      const body = await readNothing(c)
      if (!body.ok) return malformed(c, body.problem)
      return c.json({
        data: {
          id: derivedUuid('settings', 4),
          type: 'account_authentication_settings',
          enable_self_signup: false,
          auto_create_account_for_account_members: true,
          account_member_self_management: 'update_only',
          account_management_authentication_token_timeout_secs: 86_400,
          relationships: {
            authentication_realm: { data: { id: realmId, type: 'authentication_realm' } },
          },
        },
        links: { self: c.req.path },
      })
    },
  )
  return app
}
