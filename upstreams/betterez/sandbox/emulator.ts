import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { delayAnswer, failsOrDelays, lifetime, refusal } from '#sandbox/behaviours.ts'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import type { Customer } from '#sandbox/customers.ts'
import { jwtLike, randomHex } from '#sandbox/identifiers.ts'
import { readJson, readNothing, readQuery } from '#sandbox/reading.ts'
import type { Secrets } from '#sandbox/secrets.ts'
import { createTokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'
import { numberOf } from '#upstreams/betterez/sandbox/customer-number.ts'
import { sendResetMail } from '#upstreams/betterez/sandbox/mail.ts'
import { changeBody, customerId, resetQuery } from '#upstreams/betterez/sandbox/requests.ts'

const SIX_HOURS = 6 * 60 * 60 * 1_000

const wrongData = (message: string) => ({ code: 'WRONG_DATA', message })
const notFound = { code: 'CUSTOMER_NOT_FOUND', message: 'Customer not found' }
const internal = { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong' }

// A JWT is optional. The sandbox issues none, so every JWT is invalid.
const authenticate = createMiddleware(async (c, next) => {
  const isKnown = c.req.header('x-api-key') === credentials.apiKey
  if (!isKnown || c.req.header('authorization') !== undefined) return c.body('Unauthorized', 401)
  await next()
})

const signedIn = (customer: Customer, secrets: Secrets) => ({
  customer: {
    _id: customer.id,
    customerNumber: numberOf(customer.id),
    accountId: credentials.accountId,
    email: customer.email,
    firstName: customer.name,
    mustResetPassword: false,
  },
  provider: credentials.accountId,
  token: secrets.issue('login', jwtLike()),
  shortToken: secrets.issue('short login', randomHex(24)),
})

/**
 * Emulates Betterez: mails its own link, and answers in `{code, message}`, but 401 in plain text.
 * @see https://engineering.betterez.com/guides/customer_reset_password
 * @see https://github.com/Betterez/btrz-api-client
 */
export const betterez = ({ siteOf, customers, calls, inbox, secrets }: World): Hono<VendorEnv> => {
  const tokens = createTokenStore()
  const inProgress = new Set<string>()
  const app = new Hono<VendorEnv>()

  app.post(
    '/notifications/customers/reset',
    journal(calls, 'betterez', 'reset-request'),
    authenticate,
    async (c) => {
      const query = readQuery(c, resetQuery)
      if (!query.ok) return c.json(wrongData(query.problem), 400)
      const body = await readNothing(c)
      if (!body.ok) return c.json(wrongData(body.problem), 400)
      if (query.value.providerId !== credentials.accountId) {
        return c.json({ code: 'ACCOUNT_NOT_FOUND', message: 'Account not found' }, 404)
      }
      const { email = '', customerNumber, appName } = query.value
      const customer = customerNumber
        ? customers.all('betterez').find(({ id }) => numberOf(id) === customerNumber)
        : customers.withEmail('betterez', email)
      if (!customer) return c.json(notFound, 404)
      c.var.call.customer = customer.id

      if (inProgress.has(customer.id)) return c.text('A blocking key was found', 409)
      inProgress.add(customer.id)
      try {
        if (await failsOrDelays(customer, c.req.raw.signal)) return c.json(internal, 500)
        if (customer.behaviour === 'suspended') return c.json(notFound, 404)
        const token = secrets.issue('reset token', randomHex(24))
        tokens.issue(token, customer.id, lifetime(customer, SIX_HOURS))
        await sendResetMail(inbox, siteOf('betterez'), customer, token, appName)
        return c.json({ email: customer.email })
      } finally {
        inProgress.delete(customer.id)
      }
    },
  )

  app.get(
    '/accounts/applications/name/:name',
    journal(calls, 'betterez', 'application'),
    authenticate,
    (c) =>
      c.req.param('name') === credentials.appName
        ? c.json({ name: credentials.appName, requestEndpoint: `${siteOf('betterez')}/actions/` })
        : c.json({ code: 'APPLICATION_NOT_FOUND', message: 'Application not found' }, 404),
  )

  app.patch(
    '/accounts/customers/:id',
    journal(calls, 'betterez', 'change'),
    authenticate,
    async (c) => {
      const id = customerId.safeParse(c.req.param('id'))
      if (!id.success) return c.json(wrongData('customerId is not an ObjectId'), 400)
      const body = await readJson(c, changeBody)
      if (!body.ok) return c.json(wrongData(body.problem), 400)
      const customer = customers.withId('betterez', id.data)
      if (!customer) return c.json(notFound, 404)
      c.var.call.customer = customer.id
      if (await failsOrDelays(customer, c.req.raw.signal)) return c.json(internal, 500)
      if (customer.behaviour === 'suspended') return c.json(notFound, 404)

      const [{ value: token, data }] = body.value.operations
      const state = tokens.state(token, customer.id)
      if (state === 'expired') {
        return c.json({ code: 'TOKEN_EXPIRED', message: 'The token has expired' }, 409)
      }
      if (state === 'unknown') {
        return c.json({ code: 'INVALID_TOKEN', message: 'The token is not valid' }, 400)
      }
      const refused = refusal(customer, data.password)
      if (refused) return c.json({ code: 'INVALID_PASSWORD', message: refused }, 400)
      tokens.spend(token)
      customer.password = data.password
      await delayAnswer(customer, c.req.raw.signal)
      return c.json(signedIn(customer, secrets))
    },
  )

  app.all('*', journal(calls, 'betterez', 'unknown'), authenticate, (c) =>
    c.json({ code: 'NOT_FOUND', message: 'There is nothing here' }, 404),
  )
  return app
}
