import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { readForm } from '#sandbox/reading.ts'
import { createTokenStore } from '#sandbox/token-store.ts'
import type { World } from '#sandbox/world.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { malformed, refuse } from '#upstreams/elastic-path/sandbox/errors.ts'
import { accessTokenForm } from '#upstreams/elastic-path/sandbox/requests.ts'

const HOUR = 60 * 60
const HOLDER = 'store'

/**
 * Creates the endpoint for access tokens, and the middleware that requires one.
 * @see RFC 6749, section 4.4
 */
export const createAccess = ({ calls, secrets }: World) => {
  const { clientId, clientSecret } = credentials
  const granted = createTokenStore()
  const app = new Hono<VendorEnv>()

  app.post('/oauth/access_token', journal(calls, 'elastic-path', 'access-token'), async (c) => {
    const form = await readForm(c, accessTokenForm)
    if (!form.ok) return malformed(c, form.problem)
    const isKnown =
      form.value.client_id === clientId &&
      (form.value.grant_type === 'implicit' || form.value.client_secret === clientSecret)
    if (!isKnown) return refuse(c, 401, 'Unauthorized', 'The client is not known')
    const token = secrets.issue('access token', randomBytes(20).toString('hex'))
    granted.issue(token, HOLDER, HOUR * 1_000)
    return c.json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: HOUR,
      expires: Math.floor(Date.now() / 1_000) + HOUR,
      identifier: form.value.grant_type,
    })
  })

  const bearer = createMiddleware(async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (granted.state(token, HOLDER) !== 'live') {
      return refuse(c, 401, 'Unable to validate access token')
    }
    await next()
  })

  return { app, bearer }
}
