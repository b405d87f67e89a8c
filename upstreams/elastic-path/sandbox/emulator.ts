import { Hono } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { createTokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { createAccess } from '#upstreams/elastic-path/sandbox/access.ts'
import { codes } from '#upstreams/elastic-path/sandbox/codes.ts'
import { missing } from '#upstreams/elastic-path/sandbox/errors.ts'
import { profileInfos } from '#upstreams/elastic-path/sandbox/profile-infos.ts'
import { settings } from '#upstreams/elastic-path/sandbox/settings.ts'

/** Emulates Elastic Path: never shows who has an account, and sends codes to the site's webhook. */
export const elasticPath = (world: World): Hono<VendorEnv> => {
  const { app: access, bearer } = createAccess(world)
  const members = createTokenStore()
  return new Hono<VendorEnv>()
    .route('/', access)
    .route('/', settings(world, bearer))
    .route('/', codes(world, bearer, members))
    .route('/', profileInfos(world, bearer, members))
    .all('*', journal(world.calls, 'elastic-path', 'unknown'), (c) => missing(c))
}
