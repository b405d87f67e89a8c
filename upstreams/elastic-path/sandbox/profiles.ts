import { Hono, type MiddlewareHandler } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import { readJson } from '#sandbox/reading.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { forbidden, malformed, missing } from '#upstreams/elastic-path/sandbox/errors.ts'
import { profileBody } from '#upstreams/elastic-path/sandbox/requests.ts'
import type { Profile, Store } from '#upstreams/elastic-path/sandbox/store.ts'

const PATH = '/v2/authentication-realms/:realm/password-profiles'

/**
 * Emulates the password profiles of the store's realm. The first new one has a known id.
 * @see https://elasticpath.dev/docs/api/single-sign-on
 */
export const profiles = (
  { calls }: World,
  bearer: MiddlewareHandler,
  store: Store,
): Hono<VendorEnv> => {
  const { profiles: known } = store
  const app = new Hono<VendorEnv>()
  const shown = (id: string, profile: Profile) => ({
    id,
    type: 'password_profile',
    username_format: 'email',
    ...profile,
  })
  const isRealm = (realm: string | undefined) => realm === credentials.realmId

  app.get(PATH, journal(calls, 'elastic-path', 'profiles'), bearer, (c) =>
    isRealm(c.req.param('realm'))
      ? c.json({ data: [...known].map(([id, profile]) => shown(id, profile)) })
      : missing(c),
  )

  app.get(`${PATH}/:profile`, journal(calls, 'elastic-path', 'profile'), bearer, (c) => {
    const { realm, profile: id } = c.req.param()
    const profile = known.get(id)
    return isRealm(realm) && profile ? c.json({ data: shown(id, profile) }) : missing(c)
  })

  app.post(PATH, journal(calls, 'elastic-path', 'profile-create'), bearer, async (c) => {
    const body = await readJson(c, profileBody)
    if (!body.ok) return malformed(c, body.problem)
    if (!store.mayWrite) return forbidden(c)
    if (!isRealm(c.req.param('realm'))) return missing(c)
    const { name, enable_one_time_password_token = false } = body.value.data
    const profile = { name, enable_one_time_password_token }
    const id =
      known.size === 0 ? credentials.passwordProfileId : derivedUuid(`profile ${known.size}`, 4)
    known.set(id, profile)
    return c.json({ data: shown(id, profile) }, 201)
  })

  app.put(
    `${PATH}/:profile`,
    journal(calls, 'elastic-path', 'profile-change'),
    bearer,
    async (c) => {
      const body = await readJson(c, profileBody)
      if (!body.ok) return malformed(c, body.problem)
      if (!store.mayWrite) return forbidden(c)
      const { realm, profile: id } = c.req.param()
      const profile = known.get(id)
      if (!isRealm(realm) || !profile) return missing(c)
      const { name, enable_one_time_password_token } = body.value.data
      profile.name = name
      profile.enable_one_time_password_token = enable_one_time_password_token ?? false
      return c.json({ data: shown(id, profile) })
    },
  )

  return app
}
