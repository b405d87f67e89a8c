import { Hono } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { createAccess } from '#sandbox/elastic-path/access.ts'
import { codes } from '#sandbox/elastic-path/codes.ts'
import { missing } from '#sandbox/elastic-path/errors.ts'
import { profileInfos } from '#sandbox/elastic-path/profile-infos.ts'
import { settings } from '#sandbox/elastic-path/settings.ts'
import { createOneTimeTokens } from '#sandbox/one-time-tokens.ts'
import type { World } from '#sandbox/world.ts'

/** Elastic Path: never tells who has an account, and pushes its codes to the site's webhook. */
export const elasticPath = (world: World): Hono<VendorEnv> => {
  const { app: access, bearer } = createAccess(world)
  const members = createOneTimeTokens()
  return new Hono<VendorEnv>()
    .route('/', access)
    .route('/', settings(world, bearer))
    .route('/', codes(world, bearer, members))
    .route('/', profileInfos(world, bearer, members))
    .all('*', journal(world.calls, 'elastic-path', 'unknown'), (c) => missing(c))
}
