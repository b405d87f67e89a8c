import { Webhook } from 'standardwebhooks'
import { EventError, type EventSender } from '#lib/reset/events.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import type { EventsConfig } from '#server/config/events.ts'
import { type Fetch, faultOf, sendSafe, succeeded } from '#upstreams/http-client.ts'

const LIMITS = { milliseconds: 10_000, bytes: 64 * 1024 }

/**
 * Creates the sender of events, as signed webhooks. Every 2xx accepts an event.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function eventSender(
  { url, secret, upstream }: EventsConfig & { readonly upstream: string },
  fetch: Fetch,
): EventSender {
  const webhook = new Webhook(secret)
  return {
    async send({ type, occurredAt, customerId, cause }, id) {
      const data = { customerId, upstream, cause }
      const body = JSON.stringify({ type, timestamp: occurredAt.toISOString(), data })
      const now = new Date()
      const call = {
        name: 'event',
        method: 'POST',
        url: new URL(url),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
        body,
      } as const
      try {
        const answer = await sendSafe(fetch, call, LIMITS)
        if (!succeeded(answer)) throw faultOf(answer)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        throw new EventError(error.message, error.retryAfter, error.details)
      }
    },
  }
}
