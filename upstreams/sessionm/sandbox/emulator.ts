import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { delayAnswer, failsOrDelays, lifetime, refusal } from '#sandbox/behaviours.ts'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import type { Customer } from '#sandbox/customers.ts'
import { derivedHex } from '#sandbox/identifiers.ts'
import { readJson, readNothing, readQuery } from '#sandbox/reading.ts'
import { createTokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/sessionm/sandbox/credentials.ts'
import { sendResetMail } from '#upstreams/sessionm/sandbox/mail.ts'
import { type Perform, performBody, searchQuery } from '#upstreams/sessionm/sandbox/requests.ts'
import { verificationString } from '#upstreams/sessionm/sandbox/token.ts'
import { user } from '#upstreams/sessionm/sandbox/user.ts'

const TWO_HOURS = 2 * 60 * 60 * 1_000
const HOSTED_PAGE =
  'https://login-marlow.stg-sessionm.com/c6b7e6f1ea04f6ad3e57cb84059865dfb0555b33/accounts/reset_password'

const { apiKey, apiSecret } = credentials
const BASIC = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`

const error = (code: string, message?: string) => ({
  status: 'error',
  errors: { code, ...(message === undefined ? {} : { message }) },
})

const authenticate = createMiddleware(async (c, next) => {
  if (c.req.param('apiKey') !== apiKey) return c.json(error('invalid_api_key'), 401)
  if (c.req.header('authorization') !== BASIC) return c.json(error('access_denied'), 401)
  await next()
})

type Send = Extract<Perform, { sendPasswordResetEmail: unknown }>['sendPasswordResetEmail']
type Update = Extract<Perform, { updatePassword: unknown }>['updatePassword']

/**
 * Emulates SessionM, whose errors are 200 with `status: "error"`.
 * @see https://docs.sessionm.com/developer/APIs/Core/Deprecated/deprecated_identity_services.htm
 * @see https://docs.sessionm.com/developer/APIs/Core/Customers/customers_customer_profile.htm
 */
export const sessionm = ({ siteOf, customers, calls, inbox, secrets }: World): Hono<VendorEnv> => {
  const tokens = createTokenStore()
  const app = new Hono<VendorEnv>()

  app.get(
    '/priv/v1/apps/:apiKey/users/search',
    journal(calls, 'sessionm', 'search'),
    authenticate,
    async (c) => {
      const query = readQuery(c, searchQuery)
      if (!query.ok) return c.json(error('argument_error', query.problem))
      const body = await readNothing(c)
      if (!body.ok) return c.json(error('argument_error', body.problem))
      const customer = customers.withEmail('sessionm', query.value.email)
      if (!customer) return c.json(error('user_not_found'))
      c.var.call.customer = customer.id
      if (await failsOrDelays(customer, c.req.raw.signal)) {
        return c.json(error('internal_server_error'), 500)
      }
      return c.json({ status: 'ok', user: user(customer) })
    },
  )

  const sendToken = async (c: Context, customer: Customer, { email, send_email }: Send) => {
    if (email.toLowerCase() !== customer.email) {
      return c.json(error('validation', 'email does not match the profile'))
    }
    const token = secrets.issue('verification string', verificationString())
    tokens.issue(token, customer.id, lifetime(customer, TWO_HOURS))
    if (send_email) await sendResetMail(inbox, siteOf('sessionm'), customer, token)
    const reset_link = `${HOSTED_PAGE}?token=${token}`
    return c.json({ status: 'ok', user: { send_email, verification_string: token, reset_link } })
  }

  const changePassword = async (c: Context, customer: Customer, { token, password }: Update) => {
    if (tokens.state(token, customer.id) !== 'live') {
      return c.json(
        error('invalid_auth_token', 'Token could not be decrypted; or token has expired'),
      )
    }
    const refused = refusal(customer, password)
    if (refused) return c.json(error('validation', refused))
    tokens.spend(token)
    customer.password = password
    await delayAnswer(customer, c.req.raw.signal)
    return c.json({ status: 'ok', user: {} })
  }

  app.post(
    '/priv/v1/apps/:apiKey/users/:id/perform',
    journal(calls, 'sessionm', 'perform'),
    authenticate,
    async (c) => {
      const body = await readJson(c, performBody)
      if (!body.ok) return c.json(error('argument_error', body.problem))
      const action = body.value
      c.var.call.operation = 'updatePassword' in action ? 'change' : 'token'
      if ('updatePassword' in action)
        c.var.call.tokenHash = derivedHex(action.updatePassword.token, 64)
      const customer = customers.withId('sessionm', c.req.param('id'))
      if (!customer) return c.json(error('user_not_found'), 404)
      c.var.call.customer = customer.id
      if (await failsOrDelays(customer, c.req.raw.signal)) {
        return c.json(error('internal_server_error'), 500)
      }
      if (customer.behaviour === 'suspended') return c.json(error('not_available'))
      return 'updatePassword' in action
        ? changePassword(c, customer, action.updatePassword)
        : sendToken(c, customer, action.sendPasswordResetEmail)
    },
  )

  app.all('*', journal(calls, 'sessionm', 'unknown'), (c) => c.json(error('not_found'), 404))
  return app
}
