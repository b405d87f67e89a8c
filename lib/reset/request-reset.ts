import { lowerCase } from '#lib/email-address.ts'
import { magnitude, QUIET, type Standing } from '#lib/reset/limits.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { linkMailId, mailResetLink } from './mail-reset-link.ts'
import { later, type RequestContext, type Services } from './services.ts'

/** Time for retries while the upstream fails. Later, the customer no longer waits for the mail. */
const PATIENCE_SECONDS = 15 * 60

/**
 * Accepts a request for a reset link: stores it, to be processed after the answer. Looks up no account.
 * An address that is asked for too often gets the same answer, and no mail. When most of the hour's mail
 * budget is promised, an address that has asked in the last day waits for the next hour.
 * @param email as the customer typed it, without surrounding space
 * @param standing of the client's networks
 */
export async function requestReset(
  services: Services,
  context: RequestContext,
  email: string,
  standing: Standing = QUIET,
): Promise<void> {
  const { id, locale } = context
  const today = await services.limiter.countAddress(lowerCase(email))
  if (today === null) {
    services.log.warn('rate_limited', { outcome: 'address', requestId: id })
    return
  }
  const waitSeconds = today === 1 ? 0 : standing.waitSeconds
  const askedAt = services.now()
  const until = later(askedAt, waitSeconds + PATIENCE_SECONDS)
  // Process a flood after requests of quiet networks.
  const priority = 0 - standing.weight - magnitude(today)
  const job = { kind: 'request', id, until, askedAt, email, locale, priority } as const
  await services.outbox.add(job, waitSeconds)
  if (waitSeconds > 0) await services.limiter.promiseMail(waitSeconds).catch(() => {})
  services.log.info('reset_requested', { outcome: 'accepted', requestId: id })
}

/**
 * Processes an accepted request: the upstream mails the customer, or gives us a token to mail.
 * @throws {UpstreamError} to be retried later
 */
export async function processRequest(
  services: Services,
  job: Extract<Job, { kind: 'request' }>,
): Promise<void> {
  // A run that was interrupted has queued the mail. A second token could invalidate the first one.
  if (await services.outbox.has('mail', linkMailId(job.id))) return
  await rememberLanguage(services, job)
  const outcome = await services.upstream.requestReset({ email: job.email, locale: job.locale })
  services.log.info('reset_requested', { outcome: outcome.kind, requestId: job.id })
  switch (outcome.kind) {
    case 'deliver':
      return mailResetLink(services, {
        cause: job.id,
        to: outcome.to,
        locale: job.locale,
        ticket: outcome.ticket,
        issuedAt: services.now(),
        askedAt: job.askedAt,
        priority: job.priority,
      })
    case 'sent':
    case 'pending':
    case 'no-account':
      return
    default:
      outcome satisfies never
  }
}

/** Keeps the language for an upstream that pushes its token later. The mail may go out without it. */
async function rememberLanguage(
  { upstream, languages }: Services,
  { email, locale }: Extract<Job, { kind: 'request' }>,
): Promise<void> {
  if (!upstream.readWebhook) return
  await languages.remember(lowerCase(email), locale, upstream.tokenLifetime).catch(() => {})
}
