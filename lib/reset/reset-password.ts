import { countedName, lowerCase } from '#lib/email-address.ts'
import { type ResetTicket, UpstreamError } from '#lib/reset/upstream.ts'
import type { ResetPasswordResult } from './change-lock.ts'
import { emitEvent } from './emit-event.ts'
import { notMeLink } from './not-me.ts'
import { checkPassword } from './password-policy.ts'
import { later, type RequestContext, type Services } from './services.ts'
import type { OpenLink, Thread } from './ticket.ts'

/** Time in which the notice of a change is still sent, in seconds. */
const NOTICE_LIFETIME_SECONDS = 24 * 60 * 60

/**
 * Sets a new password. Our own checks run first, so they never spend a token. One link makes one change,
 * even if the form is sent several times.
 */
export async function resetPassword(
  services: Services,
  context: RequestContext,
  open: OpenLink,
  password: string,
): Promise<ResetPasswordResult> {
  const refusal =
    checkPassword(services.policy, password, open.ticket.email) ??
    (await services.isBlocked(password, open.ticket)) ??
    ((await services.isBreached(password)) ? 'breached' : null)
  const fields = fieldsOf(context, open)
  if (refusal) {
    services.log.info('password_refused', { outcome: refusal, ...fields })
    return { kind: 'password-refused', reason: refusal, retry: open.ticket }
  }
  const attempt = services.sealer.keyedHash('attempt', open.link, password)
  const result = await services.changeLock.runOnce(open, attempt, (ticket) =>
    change(services, context, { ...open, ticket }, password),
  )
  if (result.kind === 'link-used') {
    services.log.info('link_invalid', { outcome: 'used', ...fields })
  }
  return result
}

/** Builds the fields of every log line about a link's password. */
const fieldsOf = ({ id: requestId }: RequestContext, { cause, customer }: Thread) => ({
  requestId,
  cause,
  customer,
})

async function change(
  services: Services,
  context: RequestContext,
  open: OpenLink,
  password: string,
): Promise<ResetPasswordResult> {
  const { ticket, link } = open
  const fields = fieldsOf(context, open)
  // Guesses at a customer's code share one limit, even if the username in the link is spelled differently.
  const counted = services.upstream.hasShortTokens ? countedName(ticket.subject) : link
  if ((await services.limiter.count('attempts', counted)) !== null) {
    services.log.warn('rate_limited', { outcome: 'attempts', ...fields })
    return { kind: 'link-invalid' }
  }
  const outcome = await services.upstream
    .resetPassword(ticket, password)
    .catch(asInterrupted(ticket))
  switch (outcome.kind) {
    case 'changed': {
      const cause = open.cause ?? (await causeByAddress(services, outcome.email))
      services.log.info('password_changed', { outcome: 'changed', ...fields, cause })
      const customerId = outcome.subject ?? ticket.subject
      await emitEvent(services, `changed-${link}`, { type: 'password.changed', customerId, cause })
      if (outcome.email !== null) {
        await mailNotice(services, context, link, { email: outcome.email, customerId, cause })
      }
      return { kind: 'changed' }
    }
    case 'link-invalid':
      services.log.info('link_invalid', { outcome: 'upstream', ...fields })
      return outcome
    case 'password-refused':
      services.log.info('password_refused', { outcome: 'upstream', ...fields })
      return { ...outcome, reason: 'refused' }
    case 'unconfirmed':
      services.log.warn('upstream_error', { outcome: 'unconfirmed', ...fields, ...outcome.details })
      return { kind: 'unconfirmed', retry: outcome.retry }
    case 'interrupted':
      services.log.error('upstream_error', {
        outcome: outcome.fault.kind,
        ...fields,
        ...outcome.fault.details,
      })
      // Do not count an outage as a try. Ignore errors here: the new ticket must reach the customer.
      await services.limiter.refund('attempts', counted).catch(() => {})
      return { kind: 'unavailable', retry: outcome.retry }
    default:
      return outcome satisfies never
  }
}

/** Turns a fault into a result: no token was spent, so the customer can retry with the same ticket. */
const asInterrupted = (ticket: ResetTicket) => (error: unknown) => {
  if (!(error instanceof UpstreamError)) throw error
  return { kind: 'interrupted' as const, retry: ticket, fault: error }
}

/** Finds the request of a raw link by its customer's address, where only the answer to the change has it. */
async function causeByAddress({ pending }: Services, email: string | null) {
  if (email === null) return undefined
  return (await pending.find(lowerCase(email)).catch(() => null))?.cause
}

/** The customer of a change, and the request that it answers. */
type Whose = { email: string; customerId: string; cause: string | undefined }

async function mailNotice(
  services: Services,
  context: RequestContext,
  link: string,
  { email: to, customerId, cause }: Whose,
) {
  if (!services.mailer) return
  const id = `changed-${link}`
  const occurredAt = services.now()
  const until = later(occurredAt, NOTICE_LIFETIME_SECONDS)
  const { locale, device } = context
  const { endsSessions } = services.upstream
  const kind = 'password-changed'
  try {
    const notMe = await notMeLink(services, { email: to, locale, customerId, cause, change: link })
    const base = { kind, to, locale, occurredAt, endsSessions, notMe } as const
    const mail = device ? { ...base, device } : base
    await services.outbox.add({ kind: 'mail', id, until, mail, cause })
    // Send the notice even if it cannot be counted.
    await services.limiter.reserveMail(0).catch(() => {})
  } catch {
    // The password is changed, so show success even if the notice cannot be sent.
    services.log.error('reset_mail_failed', {
      outcome: 'not-accepted',
      mail: kind,
      ...fieldsOf(context, { cause }),
    })
  }
}
