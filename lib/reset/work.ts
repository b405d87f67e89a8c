import type { BudgetShare } from '#lib/limits/limits.ts'
import { MailError } from '#lib/mail/mail.ts'
import type { Job } from '#lib/outbox/outbox.ts'
import { UpstreamError } from '#lib/upstream/upstream.ts'
import { workRequest } from './request-reset.ts'
import type { Site } from './site.ts'

/** Does a job of the outbox. Whatever is thrown is a reason to try again later. */
export async function work(site: Site, job: Job, attempt: number): Promise<void> {
  try {
    await (job.kind === 'request' ? workRequest(site, job) : workMail(site, job, attempt))
  } catch (error) {
    if (error instanceof UpstreamError) {
      const { reason: outcome, details } = error
      site.log.warn('upstream_error', { outcome, requestId: job.id, attempt, ...details })
    }
    throw error
  }
}

/** A job whose time has run out, or that no key opens: from here on an operator has to look. */
export function giveUp(site: Site, job: Job | null): void {
  if (!job) {
    site.log.error('store_error', { outcome: 'unreadable', code: 'UNKNOWN_KEY' })
  } else if (job.kind === 'mail') {
    site.log.error('reset_mail_failed', {
      outcome: 'too-late',
      mail: job.mail.kind,
      requestId: job.id,
    })
  } else {
    site.log.error('upstream_error', { outcome: 'given-up', requestId: job.id })
  }
}

const shareOf = ({ mail, isFirst }: Extract<Job, { kind: 'mail' }>): BudgetShare => {
  if (mail.kind === 'password-changed') return 'notice'
  return isFirst ? 'first' : 'anybody'
}

/** Takes a mail's place in the hour's budget. @throws {MailError} to be sent when the hour is over */
async function takeBudget({ limiter, log }: Site, share: BudgetShare): Promise<void> {
  const { waitSeconds, warning } = await limiter.takeMail(share)
  if (warning === 'used-up') log.error('rate_limited', { outcome: 'mails' })
  else if (warning) log.warn('rate_limited', { outcome: `mails-${warning}-percent` })
  if (waitSeconds > 0) {
    throw new MailError('more mails in an hour than the site may send', false, waitSeconds)
  }
}

async function workMail(
  site: Site,
  job: Extract<Job, { kind: 'mail' }>,
  attempt: number,
): Promise<void> {
  const fields = { mail: job.mail.kind, requestId: job.id }
  await takeBudget(site, shareOf(job))
  try {
    await site.postman?.send(job.mail, job.id)
    site.log.info('reset_mail_sent', fields)
  } catch (error) {
    const failed = { ...fields, attempt, ...(error instanceof MailError && error.details) }
    if (!(error instanceof MailError && error.final)) {
      site.log.warn('reset_mail_failed', { outcome: 'to-be-tried-again', ...failed })
      // Failed tries use up nothing of the budget, however long an outage lasts.
      await site.limiter.giveBack('mails', 'all').catch(() => {})
      throw error
    }
    site.log.error('reset_mail_failed', { outcome: 'refused', ...failed })
  }
}
