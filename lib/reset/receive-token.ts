import type { WebhookOutcome, WebhookRefusal } from '#lib/reset/upstream.ts'
import { mailResetLink } from './mail-reset-link.ts'
import { later, type Site, type Visit } from './services.ts'

/** What the upstream that called is to be told. */
export type Receipt = 'accepted' | `refused-${WebhookRefusal}` | 'no-webhook'

/** With less than this left, in seconds, a customer could not use the token any more. */
const TOO_LATE = 60

/**
 * Takes a token that the upstream pushes to us, and mails it to the customer. The upstream may
 * deliver an event late and several times: a dead token is dropped, and one event is one mail.
 */
export async function receiveToken(site: Site, visit: Visit, request: Request): Promise<Receipt> {
  if (!site.upstream.readWebhook) return 'no-webhook'
  const event = await site.upstream.readWebhook(request)
  switch (event.kind) {
    case 'refused':
      site.log.warn('webhook_refused', { outcome: event.reason, requestId: visit.id })
      return `refused-${event.reason}`
    case 'ignored':
      site.log.info('webhook_received', { outcome: 'ignored', requestId: visit.id })
      return 'accepted'
    case 'token':
      return acceptToken(site, visit, event)
    default:
      return event satisfies never
  }
}

async function acceptToken(
  site: Site,
  visit: Visit,
  event: Extract<WebhookOutcome, { kind: 'token' }>,
): Promise<Receipt> {
  const deadline = later(event.issuedAt, site.upstream.tokenLifetime - TOO_LATE)
  if (site.now() > deadline) {
    site.log.warn('webhook_received', { outcome: 'too-late', requestId: visit.id })
    return 'accepted'
  }
  const { eventId, to, ticket } = event
  // A clock of theirs that is ahead of ours must not make a link live longer.
  const issuedAt = new Date(Math.min(event.issuedAt.getTime(), site.now().getTime()))
  const { locale } = visit
  await mailResetLink(site, { cause: eventId, to, locale, ticket, issuedAt })
  site.log.info('webhook_received', { outcome: 'accepted', requestId: visit.id })
  return 'accepted'
}
