import { lowerCase } from '#lib/email-address.ts'
import type { WebhookOutcome, WebhookRefusal } from '#lib/reset/upstream.ts'
import { mailResetLink } from './mail-reset-link.ts'
import { later, type RequestContext, type Services } from './services.ts'

/** What the upstream that called is to be told. */
export type Receipt = 'accepted' | `refused-${WebhookRefusal}` | 'no-webhook'

/** With less than this left, in seconds, a customer could not use the token any more. */
const TOO_LATE = 60

/**
 * Takes a token that the upstream pushes to us, and mails it to the customer. The upstream may
 * deliver an event late and several times: a dead token is dropped, and one event is one mail.
 */
export async function receiveToken(
  services: Services,
  context: RequestContext,
  request: Request,
): Promise<Receipt> {
  if (!services.upstream.readWebhook) return 'no-webhook'
  const event = await services.upstream.readWebhook(request)
  switch (event.kind) {
    case 'refused':
      services.log.warn('webhook_refused', { outcome: event.reason, requestId: context.id })
      return `refused-${event.reason}`
    case 'ignored':
      services.log.info('webhook_received', { outcome: 'ignored', requestId: context.id })
      return 'accepted'
    case 'token':
      return acceptToken(services, context, event)
    default:
      return event satisfies never
  }
}

async function acceptToken(
  services: Services,
  context: RequestContext,
  event: Extract<WebhookOutcome, { kind: 'token' }>,
): Promise<Receipt> {
  const deadline = later(event.issuedAt, services.upstream.tokenLifetime - TOO_LATE)
  if (services.now() > deadline) {
    services.log.warn('webhook_received', { outcome: 'too-late', requestId: context.id })
    return 'accepted'
  }
  const { eventId, to, username, ticket } = event
  // A clock of theirs that is ahead of ours must not make a link live longer.
  const issuedAt = new Date(Math.min(event.issuedAt.getTime(), services.now().getTime()))
  const known = await services.languages.find(lowerCase(username)).catch(() => null)
  const locale = known ?? context.locale
  await mailResetLink(services, { cause: eventId, to, locale, ticket, issuedAt })
  services.log.info('webhook_received', { outcome: 'accepted', requestId: context.id })
  return 'accepted'
}
