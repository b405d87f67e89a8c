import { Hono } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { readJson } from '#sandbox/reading.ts'
import { createTokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { createAccess } from '#upstreams/elastic-path/sandbox/access.ts'
import { codes } from '#upstreams/elastic-path/sandbox/codes.ts'
import { malformed, missing } from '#upstreams/elastic-path/sandbox/errors.ts'
import { integrations } from '#upstreams/elastic-path/sandbox/integrations.ts'
import { profileInfos } from '#upstreams/elastic-path/sandbox/profile-infos.ts'
import { profiles } from '#upstreams/elastic-path/sandbox/profiles.ts'
import { storeBody } from '#upstreams/elastic-path/sandbox/requests.ts'
import { settings } from '#upstreams/elastic-path/sandbox/settings.ts'
import { createStore } from '#upstreams/elastic-path/sandbox/store.ts'
import { users } from '#upstreams/elastic-path/sandbox/users.ts'

/**
 * Emulates Elastic Path: never shows who has an account, and sends codes to the webhooks of its store.
 * `PUT /store` puts the store into a state for a test.
 * @see https://elasticpath.dev/guides/How-To/Authentication/reset-password-password-profiles
 */
export const elasticPath = (world: World): Hono<VendorEnv> => {
  const { app: access, bearer } = createAccess(world)
  const members = createTokenStore()
  const store = createStore(world.siteOf('elastic-path'))
  return new Hono<VendorEnv>()
    .put('/store', async (c) => {
      const body = await readJson(c, storeBody)
      if (!body.ok) return malformed(c, body.problem)
      store.reset(body.value.state)
      store.mayWrite = body.value.mayWrite
      return c.body(null, 204)
    })
    .route('/', access)
    .route('/', settings(world, bearer, store))
    .route('/', profiles(world, bearer, store))
    .route('/', integrations(world, bearer, store))
    .route('/', users(world, bearer, store))
    .route('/', codes(world, bearer, { members, store }))
    .route('/', profileInfos(world, bearer, members))
    .all('*', journal(world.calls, 'elastic-path', 'unknown'), (c) => missing(c))
}
