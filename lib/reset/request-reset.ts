import { isAtInvalid, lowerCase, readAddress } from '#lib/email-address.ts'
import { magnitude, type NetworkLoad, NO_LOAD } from '#lib/reset/limits.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { linkMailId, mailResetLink } from './mail-reset-link.ts'
import { addOrRefund, later, type RequestContext, type Services, secondsSince } from './services.ts'

/** Time for retries while the upstream fails. Later, the customer no longer waits for the mail. */
const PATIENCE_SECONDS = 15 * 60

/** Time in which an address without an account gets its mail. */
const NO_ACCOUNT_SECONDS = 60 * 60

/**
 * Accepts a request for a reset link: stores it, to be processed after the answer. Looks up no account.
 * An address that is asked for too often gets the same answer, and no mail. When most of the hour's mail
 * budget is promised, an address that has asked in the last day waits for the next hour.
 * @param email as the customer typed it, without surrounding space
 * @param load of the client's networks
 */
export async function requestReset(
  services: Services,
  context: RequestContext,
  email: string,
  load: NetworkLoad = NO_LOAD,
): Promise<void> {
  const { id, locale, cause = id } = context
  const address = lowerCase(email)
  const today = await services.limiter.countAddress(address)
  if (today === null) {
    services.log.warn('rate_limited', { outcome: 'address', requestId: id, cause })
    return
  }
  const waitSeconds = today === 1 ? 0 : load.waitSeconds
  const askedAt = services.now()
  const until = later(askedAt, waitSeconds + PATIENCE_SECONDS)
  // Process a flood after requests of quiet networks.
  const priority = 0 - load.weight - magnitude(today)
  const job = { kind: 'request', id, until, askedAt, email, locale, priority } as const
  await addOrRefund(services, { ...job, cause: context.cause }, waitSeconds, ['address', address])
  if (waitSeconds > 0) await services.limiter.reserveMail(waitSeconds).catch(() => {})
  services.log.info('reset_requested', { outcome: 'accepted', requestId: id, cause })
}

/**
 * Processes an accepted request: the upstream mails the customer, or gives us a token to mail.
 * @throws {UpstreamError} to be retried later
 */
export async function processRequest(
  services: Services,
  job: Extract<Job, { kind: 'request' }>,
): Promise<void> {
  const { cause = job.id } = job
  // A run that was interrupted has queued the mail. A second token could invalidate the first one.
  if (await services.outbox.has('mail', linkMailId(job.id))) return
  // The doctor's form. The upstream must not see it, and no mail can arrive.
  if (isAtInvalid(job.email)) {
    const outcome = 'no-account'
    services.log.info('reset_requested', { outcome, requestId: job.id, cause })
    return
  }
  // The upstream may call the webhook before it answers.
  if (services.upstream.readWebhook) await remember(services, job, [job.email])
  const outcome = await services.upstream.requestReset({ email: job.email, locale: job.locale })
  services.log.info('reset_requested', {
    outcome: outcome.kind,
    requestId: job.id,
    cause,
    ...(outcome.kind === 'sent' && { seconds: secondsSince(services, job.askedAt) }),
  })
  switch (outcome.kind) {
    case 'deliver':
      return mailResetLink(services, {
        id: job.id,
        cause,
        to: outcome.to,
        locale: job.locale,
        ticket: outcome.ticket,
        issuedAt: services.now(),
        askedAt: job.askedAt,
        priority: job.priority,
      })
    case 'sent':
      return remember(services, job, [job.email, ...(outcome.subject ? [outcome.subject] : [])])
    case 'no-account':
      return mailNoAccount(services, job)
    case 'pending':
      return
    default:
      outcome satisfies never
  }
}

/** Tells an address that it has no account, if the operator wants it. A customer number is no address. */
async function mailNoAccount(
  services: Services,
  { id, cause = id, email, locale, askedAt, priority }: Extract<Job, { kind: 'request' }>,
): Promise<void> {
  const to = readAddress(email)
  if (!services.mailsUnknownAddresses || to === null) return
  const until = later(services.now(), NO_ACCOUNT_SECONDS)
  const mail = { kind: 'no-account', to, locale, occurredAt: askedAt } as const
  await services.outbox.add({ kind: 'mail', id: `none-${id}`, until, mail, cause, priority })
}

/**
 * Remembers a request whose link or token comes from the upstream itself. The reset works without.
 * @param names of the customer at the upstream
 */
async function remember(
  { upstream, pending }: Services,
  { id, cause = id, locale, askedAt }: Extract<Job, { kind: 'request' }>,
  names: readonly string[],
): Promise<void> {
  const request = { locale, cause, askedAt }
  await pending
    .remember(names.map(lowerCase), request, upstream.tokenLifetimeSeconds)
    .catch(() => {})
}
