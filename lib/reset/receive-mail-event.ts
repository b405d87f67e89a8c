import type { Receipt } from './receive-token.ts'
import type { RequestContext, Services } from './services.ts'

/** Events after which the customer has no mail, or wants none. */
const BAD = new Set<string>(['bounced', 'complained', 'failed', 'suppressed'])

/** Receives an event of a mail. A repeated call counts once. */
export async function receiveMailEvent(
  { mailEvents, limiter, log }: Services,
  { id: requestId }: RequestContext,
  request: Request,
): Promise<Receipt> {
  if (!mailEvents) return 'no-webhook'
  const outcome = await mailEvents.read(request)
  switch (outcome.kind) {
    case 'refused':
      log.warn('mail_event_refused', { outcome: outcome.reason, requestId })
      return `refused-${outcome.reason}`
    case 'ignored':
      return 'accepted'
    case 'event': {
      const { id, event, mail, cause } = outcome
      const repeated = await limiter.count('mailEvents', id).catch(() => null)
      const fields = { outcome: event, mail, requestId, cause }
      if (repeated === null) log[BAD.has(event) ? 'warn' : 'info']('mail_event', fields)
      return 'accepted'
    }
    default:
      return outcome satisfies never
  }
}
