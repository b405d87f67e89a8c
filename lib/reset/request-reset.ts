import { countedName } from '#lib/address-case.ts'
import type { Job } from '#lib/outbox/outbox.ts'
import { linkMailId, mailResetLink } from './mail-reset-link.ts'
import { later, type Site, type Visit } from './site.ts'

/** For how long an unanswering upstream is asked again, in seconds; after that nobody waits. */
const PATIENCE = 15 * 60

/**
 * Accepts a request for a reset link. Nothing here looks at an account: the request is put down
 * and answered, and what comes of it only a mailbox can tell. An address that is asked for too
 * often, with an account or without, gets the same answer and nothing else.
 * @param email as the customer typed it, without surrounding space
 */
export async function requestReset(site: Site, visit: Visit, email: string): Promise<void> {
  const { id, locale } = visit
  const account = countedName(email)
  const isTooOften =
    (await site.limiter.count('addressHourly', account)) !== null ||
    (await site.limiter.count('addressDaily', account)) !== null
  if (isTooOften) {
    site.log.warn('rate_limited', { outcome: 'address', requestId: id })
    return
  }
  const askedAt = site.now()
  const until = later(askedAt, PATIENCE)
  await site.outbox.add({ kind: 'request', id, until, askedAt, email, locale })
  site.log.info('reset_requested', { outcome: 'accepted', requestId: id })
}

/**
 * Works an accepted request: the upstream writes to the customer, or gives us the token to write.
 * @throws {UpstreamError} to be worked again later
 */
export async function workRequest(
  site: Site,
  job: Extract<Job, { kind: 'request' }>,
): Promise<void> {
  // Put down before this process or another one died: a second token could kill the first.
  if (await site.outbox.has('mail', linkMailId(job.id))) return
  const outcome = await site.upstream.requestReset({ email: job.email, locale: job.locale })
  site.log.info('reset_requested', { outcome: outcome.kind, requestId: job.id })
  switch (outcome.kind) {
    case 'deliver':
      return mailResetLink(site, {
        cause: job.id,
        to: outcome.to,
        locale: job.locale,
        ticket: outcome.ticket,
        issuedAt: site.now(),
        askedAt: job.askedAt,
      })
    case 'sent':
    case 'pending':
    case 'no-account':
      return
    default:
      outcome satisfies never
  }
}
