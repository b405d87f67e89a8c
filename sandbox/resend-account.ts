import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { RESEND_API_KEY, RESEND_SEND_ONLY_KEY } from '#sandbox/credentials.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import type { World } from '#sandbox/world.ts'

/** Domains of the account. Mails leave from every one; a real Resend refuses one that is not verified. */
const DOMAINS = [
  { name: 'mail.example', status: 'verified' },
  { name: 'pending.example', status: 'pending' },
  { name: 'tracked.example', status: 'verified', click_tracking: true, open_tracking: true },
].map(({ name, ...more }) => ({
  id: derivedUuid(`domain ${name}`, 4),
  name,
  click_tracking: false,
  open_tracking: false,
  region: 'eu-west-1',
  ...more,
}))

/** Answers with an error in Resend's form. */
export const refuse = (
  c: Context,
  statusCode: ContentfulStatusCode,
  name: string,
  message: string,
) => c.json({ statusCode, name, message }, statusCode)

/** Refuses a request without a key of the account. A key that may only send is refused for the rest. */
export const authenticate = (mayOnlySend: boolean) =>
  createMiddleware(async (c, next) => {
    const authorization = c.req.header('authorization')
    if (authorization === undefined) return refuse(c, 401, 'missing_api_key', 'Missing API key')
    const key = authorization.replace(/^Bearer /, '')
    if (key === RESEND_SEND_ONLY_KEY && !mayOnlySend) {
      const message = 'This API key is restricted to only send emails'
      return refuse(c, 401, 'restricted_api_key', message)
    }
    if (![RESEND_API_KEY, RESEND_SEND_ONLY_KEY].some((known) => known === key)) {
      return refuse(c, 403, 'invalid_api_key', 'API key is invalid')
    }
    await next()
  })

/**
 * Emulates what Resend shows of an account: its domains, and the mails that it took. Mails to `dropped-…@`
 * are suppressed.
 */
export const resendAccount = ({ inbox }: Pick<World, 'inbox'>): Hono => {
  const app = new Hono()
  const full = authenticate(false)
  app.get('/domains', full, (c) => c.json({ object: 'list', has_more: false, data: DOMAINS }))
  app.get('/domains/:id', full, (c) => {
    const domain = DOMAINS.find(({ id }) => id === c.req.param('id'))
    return domain
      ? c.json({ object: 'domain', ...domain, records: [] })
      : refuse(c, 404, 'not_found', 'Domain not found')
  })
  app.get('/emails', full, (c) => {
    const mails = inbox.list().filter(({ idempotencyKey }) => idempotencyKey !== null)
    const data = mails.slice(0, 20).map(({ id, to, at }) => ({
      id,
      to: [to],
      created_at: at,
      last_event: to.startsWith('dropped-') ? 'suppressed' : 'delivered',
    }))
    return c.json({ object: 'list', has_more: false, data })
  })
  return app
}
