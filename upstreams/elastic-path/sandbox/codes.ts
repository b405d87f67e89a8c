import { randomInt } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import { failsOrDelays, lifetime } from '#sandbox/behaviours.ts'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import type { Customer } from '#sandbox/customers.ts'
import { derivedUuid, jwtLike } from '#sandbox/identifiers.ts'
import { readJson } from '#sandbox/reading.ts'
import { createTokenStore, type TokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { failed, malformed, missing, refuse } from '#upstreams/elastic-path/sandbox/errors.ts'
import { codeCreated } from '#upstreams/elastic-path/sandbox/event.ts'
import { codeRequestBody, exchangeBody } from '#upstreams/elastic-path/sandbox/requests.ts'
import type { Store } from '#upstreams/elastic-path/sandbox/store.ts'

const TEN_MINUTES = 10 * 60 * 1_000
const DAY = 24 * 60 * 60 * 1_000
const SLOW_EVENT = 3_000
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

const { passwordProfileId, realmId } = credentials

const newCode = () => Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

const memberTokens = (customer: Customer, token: string) => ({
  data: [
    {
      type: 'account_management_authentication_token',
      account_id: derivedUuid(`account ${customer.id}`, 4),
      account_name: customer.name,
      token,
      expires: new Date(Date.now() + DAY).toISOString(),
    },
  ],
  meta: {
    account_member_id: customer.id,
    page: { limit: 25, offset: 0, current: 1, total: 1 },
    results: { total: 1 },
  },
  links: {},
})

/**
 * Emulates one-time codes: requests, events to the webhook, and the exchange for a member's token.
 * @see https://elasticpath.dev/docs/authentication/single-sign-on/password-profiles-api/create-one-time-password-token-request
 * @see https://elasticpath.dev/docs/api/accounts/post-v-2-account-members-tokens
 */
export const codes = (
  { customers, calls, webhooks, secrets }: World,
  bearer: MiddlewareHandler,
  { members, store }: { readonly members: TokenStore; readonly store: Store },
): Hono<VendorEnv> => {
  const issued = createTokenStore()
  const app = new Hono<VendorEnv>()

  app.post(
    '/v2/authentication-realms/:realm/password-profiles/:profile/one-time-password-token-request',
    journal(calls, 'elastic-path', 'reset-request'),
    bearer,
    async (c) => {
      const { realm, profile } = c.req.param()
      if (realm !== realmId || profile !== passwordProfileId || !store.profiles.has(profile))
        return missing(c)
      const body = await readJson(c, codeRequestBody)
      if (!body.ok) return malformed(c, body.problem)
      if (!store.profiles.get(profile)?.enable_one_time_password_token)
        return refuse(c, 422, 'Unprocessable Entity', 'One-time password tokens are not enabled')
      // The answer is always 202. Like the real one, it finds no username with capitals.
      const customer = customers.withUsername('elastic-path', body.value.data.username)
      if (!customer) return c.body(null, 202)
      c.var.call.customer = customer.id
      if (await failsOrDelays(customer, c.req.raw.signal)) return failed(c)
      if (customer.behaviour === 'suspended') return c.body(null, 202)
      const code = secrets.issue('code', newCode())
      issued.issue(code, customer.username, lifetime(customer, TEN_MINUTES))
      const delay = customer.behaviour === 'slow' ? SLOW_EVENT : 0
      for (const observer of store.observers()) {
        const onAnswer = (status: number | null) =>
          void store.logs.push({ integration: observer.id, status })
        webhooks.send(codeCreated(observer, customer, code), delay, onAnswer)
      }
      return c.body(null, 202)
    },
  )

  app.post(
    '/v2/account-members/tokens',
    journal(calls, 'elastic-path', 'exchange'),
    bearer,
    async (c) => {
      const body = await readJson(c, exchangeBody)
      if (!body.ok) return malformed(c, body.problem)
      const { username, password_profile_id, one_time_password_token: code } = body.value.data
      if (password_profile_id !== passwordProfileId) return missing(c)
      const customer = customers.withUsername('elastic-path', username)
      if (!customer || customer.behaviour === 'suspended') {
        return refuse(c, 400, 'Bad Request', 'authentication failed')
      }
      c.var.call.customer = customer.id
      if (await failsOrDelays(customer, c.req.raw.signal)) return failed(c)
      if (issued.state(code, customer.username) !== 'live') {
        return refuse(
          c,
          404,
          'Not Found',
          'the authorization realm for the token could not be found',
        )
      }
      issued.spend(code)
      const token = secrets.issue('member token', jwtLike())
      members.issue(token, customer.id, DAY)
      return c.json(memberTokens(customer, token), 201)
    },
  )

  return app
}
