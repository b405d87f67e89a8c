import { EventError } from '#lib/reset/events.ts'
import { MailError } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { processRequest } from './request-reset.ts'
import { type Services, secondsSince } from './services.ts'

/** Processes a job of the outbox. @throws to have it retried later */
export async function processJob(services: Services, job: Job, attempt: number): Promise<void> {
  try {
    switch (job.kind) {
      case 'request':
        return await processRequest(services, job)
      case 'mail':
        return await processMail(services, job, attempt)
      case 'event':
        return await processEvent(services, job, attempt)
      default:
        job satisfies never
    }
  } catch (error) {
    if (error instanceof UpstreamError) {
      const { kind: outcome, details } = error
      const fields = { outcome, requestId: job.id, cause: causeOf(job), attempt }
      services.log.warn('upstream_error', { ...fields, ...details })
    }
    throw error
  }
}

/** Logs a job that became a dead letter. @param job null if no key opens it */
export function deadLetter(services: Services, job: Job | null): void {
  if (!job) {
    services.log.error('store_error', { outcome: 'unreadable', code: 'UNKNOWN_KEY' })
  } else if (job.kind === 'mail') {
    services.log.error('reset_mail_failed', {
      outcome: 'too-late',
      mail: job.mail.kind,
      requestId: job.id,
      cause: job.cause,
    })
  } else if (job.kind === 'event') {
    services.log.error('event_failed', { outcome: 'too-late', ...fieldsOf(job) })
  } else {
    services.log.error('upstream_error', {
      outcome: 'given-up',
      requestId: job.id,
      cause: causeOf(job),
    })
  }
}

/** Finds the cause of a job: the id of the customer's request, or of the invitation that led to it. */
function causeOf(job: Job): string | undefined {
  if (job.kind === 'request') return job.cause ?? job.id
  return job.kind === 'mail' ? job.cause : job.event.cause
}

type EventJob = Extract<Job, { kind: 'event' }>

const fieldsOf = ({ id: requestId, event: { type, cause } }: EventJob) => ({
  type,
  requestId,
  cause,
})

/** Sends an event to the company's own program. @throws to have it sent again */
async function processEvent(services: Services, job: EventJob, attempt: number): Promise<void> {
  const fields = fieldsOf(job)
  try {
    await services.eventSender?.send(job.event, job.id)
    services.log.info('event_sent', fields)
  } catch (error) {
    const details = error instanceof EventError && error.details
    const failed = { ...fields, attempt, ...details }
    services.log.warn('event_failed', { outcome: 'to-be-tried-again', ...failed })
    throw error
  }
}

type MailJob = Extract<Job, { kind: 'mail' }>

/** Updates the minutes that the link still works, because the job may have waited. */
function mailNow({ mail, until }: MailJob, now: Date): MailJob['mail'] {
  if (mail.kind !== 'reset-link') return mail
  const left = Math.ceil((until.getTime() - now.getTime()) / 60_000)
  return { ...mail, minutes: Math.min(mail.minutes, left) }
}

/** Computes the time from the request to its link. A notice has no request to wait for. */
const timeToMail = (services: Services, { kind, occurredAt }: MailJob['mail']) =>
  kind === 'reset-link' ? { seconds: secondsSince(services, occurredAt) } : {}

/** Takes a mail's place in the hour's budget. @throws {MailError} to retry when the hour is over */
async function takeBudget({ limiter, log }: Services, { kind }: MailJob['mail']): Promise<void> {
  // Its time was planned when it was accepted.
  if (kind === 'invitation') return
  const { waitSeconds, warning } = await limiter.takeMail(kind)
  if (warning === 'used-up') log.error('rate_limited', { outcome: 'mails' })
  else if (warning) log.warn('rate_limited', { outcome: `mails-${warning}-percent` })
  if (waitSeconds > 0) {
    throw new MailError(false, 'more mails in an hour than the site may send', waitSeconds)
  }
}

/** Refunds a failed try, so that an outage uses up nothing of the budget. */
async function refund({ limiter }: Services, { kind }: MailJob['mail']): Promise<void> {
  if (kind !== 'invitation') await limiter.refund('mails', 'all').catch(() => {})
}

async function processMail(services: Services, job: MailJob, attempt: number): Promise<void> {
  const fields = { mail: job.mail.kind, requestId: job.id, cause: job.cause }
  await takeBudget(services, job.mail)
  try {
    await services.mailer?.send(mailNow(job, services.now()), job.id, job.cause)
    services.log.info('reset_mail_sent', { ...fields, ...timeToMail(services, job.mail) })
  } catch (error) {
    const failed = { ...fields, attempt, ...(error instanceof MailError && error.details) }
    if (!(error instanceof MailError && error.permanent)) {
      services.log.warn('reset_mail_failed', { outcome: 'to-be-tried-again', ...failed })
      await refund(services, job.mail)
      throw error
    }
    services.log.error('reset_mail_failed', { outcome: 'refused', ...failed })
  }
}
