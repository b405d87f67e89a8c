import { Hono, type MiddlewareHandler } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { readJson, readQuery } from '#sandbox/reading.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { forbidden, malformed, missing } from '#upstreams/elastic-path/sandbox/errors.ts'
import { loginBody, userBody, userQuery } from '#upstreams/elastic-path/sandbox/requests.ts'
import type { Store } from '#upstreams/elastic-path/sandbox/store.ts'

const PATH = '/v2/authentication-realms/:realm/user-authentication-info'

/**
 * Emulates the users of the store's realm. A new user gets an account of their own.
 * @see https://elasticpath.dev/docs/api/single-sign-on
 */
export const users = (
  { calls, customers }: World,
  bearer: MiddlewareHandler,
  store: Store,
): Hono<VendorEnv> => {
  const app = new Hono<VendorEnv>()
  const isRealm = (realm: string | undefined) => realm === credentials.realmId

  app.get(PATH, journal(calls, 'elastic-path', 'users'), bearer, (c) => {
    const query = readQuery(c, userQuery)
    if (!query.ok) return malformed(c, query.problem)
    if (!isRealm(c.req.param('realm'))) return missing(c)
    const email = /^eq\(email,(.+)\)$/.exec(query.value.filter)?.[1] ?? ''
    const found = customers.withEmail('elastic-path', email)
    return c.json({
      data: found ? [{ id: found.id, type: 'user_authentication_info', email }] : [],
    })
  })

  app.post(PATH, journal(calls, 'elastic-path', 'user-create'), bearer, async (c) => {
    const body = await readJson(c, userBody)
    if (!body.ok) return malformed(c, body.problem)
    if (!store.mayWrite) return forbidden(c)
    const { name, email } = body.value.data
    const user = customers.create({
      ...{ upstream: 'elastic-path', email, name },
      ...{ password: '', behaviour: 'normal' },
    })
    if (!isRealm(c.req.param('realm')) || !user) return missing(c)
    return c.json({ data: { id: user.id, type: 'user_authentication_info', name, email } }, 201)
  })

  app.post(
    `${PATH}/:user/user-authentication-password-profile-info`,
    journal(calls, 'elastic-path', 'login-create'),
    bearer,
    async (c) => {
      const body = await readJson(c, loginBody)
      if (!body.ok) return malformed(c, body.problem)
      if (!store.mayWrite) return forbidden(c)
      const { realm, user: id } = c.req.param()
      const user = customers.withId('elastic-path', id)
      const { password_profile_id, username, password } = body.value.data
      if (!isRealm(realm) || !user || !store.profiles.has(password_profile_id)) return missing(c)
      user.username = username
      user.password = password
      return c.json({ data: { id: user.id, username, password_profile_id } }, 201)
    },
  )

  return app
}
