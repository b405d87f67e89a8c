import { countedName } from '#lib/address-case.ts'
import { type ResetTicket, UpstreamError } from '#lib/reset/upstream.ts'
import type { ResetPasswordResult } from './attempts.ts'
import { checkPassword } from './password-policy.ts'
import { later, type Site, type Visit } from './services.ts'
import type { OpenLink } from './ticket.ts'

/** For how long the notice of a change is worth sending, in seconds. */
const NOTICE_LIFETIME = 24 * 60 * 60

/**
 * Sets a new password. What can be refused without the upstream is refused before the token is
 * spent, and one link makes one change, however often the form is sent.
 */
export async function resetPassword(
  site: Site,
  visit: Visit,
  open: OpenLink,
  password: string,
): Promise<ResetPasswordResult> {
  const refusal =
    checkPassword(site.policy, password, open.ticket.email) ??
    (await site.isBlocked(password, open.ticket)) ??
    ((await site.isBreached(password)) ? 'breached' : null)
  if (refusal) {
    site.log.info('password_refused', { outcome: refusal, requestId: visit.id })
    return { kind: 'password-refused', reason: refusal, retry: open.ticket }
  }
  const attempt = site.sealer.fingerprint('attempt', open.link, password)
  const result = await site.attempts.run(open, attempt, (ticket) =>
    change(site, visit, { ...open, ticket }, password),
  )
  if (result.kind === 'link-used') {
    site.log.info('link_invalid', { outcome: 'used', requestId: visit.id })
  }
  return result
}

async function change(
  site: Site,
  visit: Visit,
  { ticket, link }: OpenLink,
  password: string,
): Promise<ResetPasswordResult> {
  const requestId = visit.id
  // Guesses at one customer's code share one limit, however the username in the link is spelled.
  const counted = site.upstream.hasShortTokens ? countedName(ticket.subject) : link
  if ((await site.limiter.count('attempts', counted)) !== null) {
    site.log.warn('rate_limited', { outcome: 'attempts', requestId })
    return { kind: 'link-invalid' }
  }
  const outcome = await site.upstream.resetPassword(ticket, password).catch(asInterrupted(ticket))
  switch (outcome.kind) {
    case 'changed':
      site.log.info('password_changed', { outcome: 'changed', requestId })
      if (outcome.email) await mailNotice(site, visit, link, outcome.email)
      return { kind: 'changed' }
    case 'link-invalid':
      site.log.info('link_invalid', { outcome: 'upstream', requestId })
      return outcome
    case 'password-refused':
      site.log.info('password_refused', { outcome: 'upstream', requestId })
      return { ...outcome, reason: 'refused' }
    case 'unconfirmed':
      site.log.warn('upstream_error', { outcome: 'unconfirmed', requestId, ...outcome.details })
      return { kind: 'unconfirmed', retry: outcome.retry }
    case 'interrupted':
      site.log.error('upstream_error', {
        outcome: outcome.fault.reason,
        requestId,
        ...outcome.fault.details,
      })
      // Do not count an outage as a try. Ignore errors here: the new ticket must reach the customer.
      await site.limiter.giveBack('attempts', counted).catch(() => {})
      return { kind: 'unavailable', retry: outcome.retry }
    default:
      return outcome satisfies never
  }
}

/** A fault before anything was spent leaves the customer with the ticket that they came with. */
const asInterrupted = (ticket: ResetTicket) => (error: unknown) => {
  if (!(error instanceof UpstreamError)) throw error
  return { kind: 'interrupted' as const, retry: ticket, fault: error }
}

async function mailNotice(site: Site, visit: Visit, link: string, to: string) {
  if (!site.postman) return
  const id = `changed-${link}`
  const occurredAt = site.now()
  const until = later(occurredAt, NOTICE_LIFETIME)
  const mail = { kind: 'password-changed', to, locale: visit.locale, occurredAt } as const
  try {
    await site.outbox.add({ kind: 'mail', id, until, mail })
    // A notice that is not counted is still a notice.
    await site.limiter.promiseMail(0).catch(() => {})
  } catch {
    // The password is changed all the same: that is what the customer has to be told.
    const requestId = visit.id
    site.log.error('reset_mail_failed', { outcome: 'not-accepted', mail: mail.kind, requestId })
  }
}
