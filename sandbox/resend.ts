import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { isDelivered, sendMailEvents } from '#sandbox/mail-events.ts'
import { oneInFive } from '#sandbox/one-in-five.ts'
import { address, readJson } from '#sandbox/reading.ts'
import { authenticate, refuse, resendAccount } from '#sandbox/resend-account.ts'
import type { World } from '#sandbox/world.ts'

const oneRecipient = z.union([address, z.tuple([address]).transform(([only]) => only)])
const tag = z.string().regex(/^[\w-]{1,256}$/)

const emailBody = z.strictObject({
  from: z.string().regex(/^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
  to: oneRecipient,
  subject: z.string().regex(/^[^\r\n]+$/),
  html: z.string().min(1),
  text: z.string().min(1),
  reply_to: z.union([address, z.array(address).min(1)]).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.strictObject({ name: tag, value: tag })).optional(),
})

/**
 * Emulates Resend's `POST /emails`, as its SDK sends it. The first mail to `bounce-429…@` gets 429, mails
 * to `mail-down…@` fail, and every fifth to `unreliable-…@`. `mail-events.ts` says which ones bounce.
 */
export const resend = (world: World): Hono => {
  const { inbox } = world
  const sent = new Map<string, { readonly body: string; readonly id: string }>()
  const toldToWait = new Set<string>()
  const unreliable = new Map<string, () => boolean>()
  const isUnlucky = (to: string): boolean => {
    const next = unreliable.get(to) ?? oneInFive(to)
    unreliable.set(to, next)
    return next()
  }
  const app = new Hono()

  app.route('/', resendAccount({ inbox }))
  app.post('/emails', authenticate(true), async (c) => {
    const key = c.req.header('idempotency-key') ?? null
    if (key !== null && (key.length < 1 || key.length > 256)) {
      return refuse(c, 400, 'invalid_idempotency_key', 'The key must be between 1-256 chars')
    }
    const body = await readJson(c, emailBody)
    if (!body.ok) return refuse(c, 422, 'validation_error', body.problem)
    const { from, to, subject, html, text, reply_to = [], headers: given = {} } = body.value
    const tags = Object.fromEntries((body.value.tags ?? []).map(({ name, value }) => [name, value]))

    if (to.startsWith('mail-down') || (to.startsWith('unreliable-') && isUnlucky(to))) {
      return refuse(c, 500, 'internal_server_error', 'An unexpected error occurred')
    }
    if (to.startsWith('bounce-429') && !toldToWait.has(to)) {
      toldToWait.add(to)
      c.header('retry-after', '1')
      return refuse(c, 429, 'rate_limit_exceeded', 'Too many requests')
    }
    const wire = await c.req.text()
    const earlier = key === null ? undefined : sent.get(key)
    if (earlier && earlier.body !== wire) {
      const message = 'Same idempotency key used with a different request payload'
      return refuse(c, 409, 'invalid_idempotent_request', message)
    }
    if (earlier) return c.json({ id: earlier.id })
    const replyTo = [reply_to].flat().join(', ')
    const headers = replyTo === '' ? given : { ...given, 'Reply-To': replyTo }
    const mail = { to, from, subject, html, text, headers, idempotencyKey: key }
    const { id } = isDelivered(to) ? inbox.receive(mail) : { id: randomUUID() }
    if (world.mailEvents) sendMailEvents(world, { id, from, to, subject, tags })
    if (key !== null) sent.set(key, { body: wire, id })
    return c.json({ id })
  })

  app.all('*', (c) => refuse(c, 404, 'not_found', 'The requested endpoint does not exist'))
  return app
}
