import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { delayAnswer, failsOrDelays, refusal } from '#sandbox/behaviours.ts'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import type { Customer } from '#sandbox/customers.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import { readJson, readNothing, readQuery } from '#sandbox/reading.ts'
import type { TokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { failed, malformed, missing, refuse } from '#upstreams/elastic-path/sandbox/errors.ts'
import { profileInfoId } from '#upstreams/elastic-path/sandbox/event.ts'
import { changeBody, pageQuery } from '#upstreams/elastic-path/sandbox/requests.ts'

const INFOS =
  '/v2/authentication-realms/:realm/user-authentication-info/:user/user-authentication-password-profile-info'

const { passwordProfileId, realmId } = credentials

const info = (customer: Customer) => ({
  id: profileInfoId(customer),
  type: 'user_authentication_password_profile_info',
  username: customer.username,
  password_profile_id: passwordProfileId,
  meta: { created_at: '2023-09-05T14:53:01.584Z', updated_at: '2023-09-05T14:53:01.584Z' },
})

// A member may have logins under several profiles. The first entry is the wrong one.
const infoOfAnotherProfile = (customer: Customer) => ({
  ...info(customer),
  id: derivedUuid(`other profile info ${customer.id}`, 4),
  password_profile_id: derivedUuid('other profile', 4),
})

/**
 * Emulates the logins of a member: the list, and the change of a password.
 * @see https://elasticpath.dev/docs/authentication/single-sign-on/user-authentication-password-profiles-api/update-a-user-authentication-password-profile
 */
export const profileInfos = (
  { customers, calls }: World,
  bearer: MiddlewareHandler,
  members: TokenStore,
): Hono<VendorEnv> => {
  const app = new Hono<VendorEnv>()

  /** Authenticates the member in the path by their token. @returns the member, or the answer to give */
  const identify = async (c: Context<VendorEnv>): Promise<Customer | Response> => {
    const token = c.req.header('ep-account-management-authentication-token')
    if (token === undefined) return refuse(c, 401, 'Unauthorized', 'No member token was given')
    const customer = customers.withId('elastic-path', c.req.param('user') ?? '')
    if (!customer || c.req.param('realm') !== realmId) return missing(c)
    c.var.call.customer = customer.id
    if (members.state(token, customer.id) !== 'live') {
      return refuse(c, 403, 'Forbidden', 'The token is not one of this member')
    }
    return (await failsOrDelays(customer, c.req.raw.signal)) ? failed(c) : customer
  }

  app.get(INFOS, journal(calls, 'elastic-path', 'profile-list'), bearer, async (c) => {
    const query = readQuery(c, pageQuery)
    if (!query.ok) return malformed(c, query.problem)
    const body = await readNothing(c)
    if (!body.ok) return malformed(c, body.problem)
    const customer = await identify(c)
    if (customer instanceof Response) return customer
    return c.json({
      data: [infoOfAnotherProfile(customer), info(customer)],
      meta: { results: { total: 2 }, page: { limit: 25, offset: 0 } },
      links: { current: c.req.path, first: c.req.path, last: null, next: null, prev: null },
    })
  })

  app.put(`${INFOS}/:info`, journal(calls, 'elastic-path', 'change'), bearer, async (c) => {
    const body = await readJson(c, changeBody)
    if (!body.ok) return malformed(c, body.problem)
    const customer = await identify(c)
    if (customer instanceof Response) return customer
    if (c.req.param('info') !== profileInfoId(customer)) return missing(c)
    const { id, password_profile_id = passwordProfileId, username, password } = body.value.data
    if (id !== profileInfoId(customer)) return malformed(c, 'data.id does not match the path')
    if (password_profile_id !== passwordProfileId) return malformed(c, 'Not this password profile')
    if (password !== undefined && refusal(customer, password)) {
      return refuse(c, 422, 'Unprocessable Entity', 'Constraint violation')
    }
    // Another username renames the login.
    if (username !== undefined) customer.username = username
    if (password !== undefined) customer.password = password
    await delayAnswer(customer, c.req.raw.signal)
    return c.json({ data: info(customer), links: { self: c.req.path } })
  })

  return app
}
