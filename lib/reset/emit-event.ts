import type { SiteEvent } from './events.ts'
import { later, type Services } from './services.ts'

/** Time in which an event is retried, in seconds. Then it becomes a dead letter. */
const EVENT_LIFETIME_SECONDS = 24 * 60 * 60

/**
 * Stores an event, to be sent at least once. Does nothing without a receiver. What the event is about has
 * happened, so a failure is only logged.
 * @param id the same if it happens twice
 */
export async function emitEvent(
  { eventSender, outbox, log, now }: Services,
  id: string,
  about: Omit<SiteEvent, 'occurredAt'>,
): Promise<void> {
  if (!eventSender) return
  const event: SiteEvent = { ...about, occurredAt: now() }
  try {
    await outbox.add({
      kind: 'event',
      id,
      until: later(event.occurredAt, EVENT_LIFETIME_SECONDS),
      event,
    })
  } catch {
    const { type, cause } = event
    log.error('event_failed', { outcome: 'not-accepted', type, requestId: id, cause })
  }
}
