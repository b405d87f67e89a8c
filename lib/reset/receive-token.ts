import { lowerCase } from '#lib/email-address.ts'
import type { WebhookOutcome, WebhookRefusal } from '#lib/reset/upstream.ts'
import { mailResetLink } from './mail-reset-link.ts'
import { later, type RequestContext, type Services } from './services.ts'
import { readTypedCode } from './typed-code.ts'

/** Result of a webhook call, from which the answer is made. */
export type Receipt = 'accepted' | `refused-${WebhookRefusal}` | 'no-webhook'

/** Lifetime in seconds that a token must still have: with less, a customer could not use it. */
const MIN_REMAINING_SECONDS = 60

/**
 * Receives a token from the upstream's webhook, and mails it to the customer. An event may come late, so
 * an expired token is dropped. It may come several times, so its id is the idempotency key of the mail.
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
  const deadline = later(
    event.issuedAt,
    services.upstream.tokenLifetimeSeconds - MIN_REMAINING_SECONDS,
  )
  if (services.now() > deadline) {
    services.log.warn('webhook_received', { outcome: 'too-late', requestId: context.id })
    return 'accepted'
  }
  const { eventId, to, username, ticket, code } = event
  // If the upstream's clock is ahead of ours, the link must not live longer.
  const issuedAt = new Date(Math.min(event.issuedAt.getTime(), services.now().getTime()))
  const request = await services.pending.find(lowerCase(username)).catch(() => null)
  const locale = request?.locale ?? context.locale
  // A token that nobody asked for here, as by an operator at the vendor, begins a reset of its own.
  const cause = request?.cause ?? context.id
  const askedAt = request?.askedAt
  const typed = code && readTypedCode(code)
  if (typed) {
    const until = later(issuedAt, services.upstream.tokenLifetimeSeconds)
    await services.codes.remember(lowerCase(username), typed, { ticket, cause }, until)
  }
  await mailResetLink(services, {
    id: eventId,
    cause,
    to,
    locale,
    ticket,
    code,
    issuedAt,
    askedAt,
  })
  services.log.info('webhook_received', { outcome: 'accepted', requestId: context.id, cause })
  return 'accepted'
}
