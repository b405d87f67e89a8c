import { Hono } from 'hono'
import { Webhook } from 'standardwebhooks'
import { EVENTS_SECRET } from '#sandbox/credentials.ts'

/** An event that a site has sent to the company's own program. */
export type ReceivedEvent = { readonly id: string; readonly body: unknown }

/**
 * Receives the events of sites, as a company's own program does: verifies the signature, and takes each id
 * once. With `?refuse` in its URL it refuses each event at first.
 */
export const events = (): Hono => {
  const verifying = new Webhook(EVENTS_SECRET)
  const received = new Map<string, ReceivedEvent>()
  const refused = new Set<string>()
  const app = new Hono()
  app.post('/events', async (c) => {
    const id = c.req.header('webhook-id') ?? ''
    let body: unknown
    try {
      body = verifying.verify(await c.req.text(), c.req.header())
    } catch {
      return c.json({ error: 'The signature is not the right one' }, 401)
    }
    if (c.req.query('refuse') !== undefined && !refused.has(id)) {
      refused.add(id)
      return c.json({ error: 'Come back later' }, 503)
    }
    if (!received.has(id)) received.set(id, { id, body })
    return c.body(null, 204)
  })
  app.get('/events.json', (c) => c.json([...received.values()]))
  return app
}
