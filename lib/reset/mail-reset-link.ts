import type { Job } from '#lib/outbox/outbox.ts'
import type { ResetTicket } from '#lib/upstream/upstream.ts'
import { later, type Site } from './site.ts'

/**
 * Puts a mail with a sealed link into the outbox.
 * @param order `cause` is what the mail answers: one cause is one mail, however often it is worked
 */
export async function mailResetLink(
  site: Site,
  order: {
    cause: string
    to: string
    locale: string
    ticket: ResetTicket
    issuedAt: Date
  } & Pick<Job, 'priority' | 'isFirst'>,
): Promise<void> {
  const { cause, to, locale, ticket, issuedAt, priority, isFirst } = order
  const until = later(issuedAt, site.upstream.tokenLifetime)
  // Whole seconds first: the moment that has passed since the issue is not to cost a minute.
  const seconds = Math.round((until.getTime() - site.now().getTime()) / 1000)
  const minutes = Math.floor(seconds / 60)
  const token = await site.sealer.seal('link', ticket, until)
  const query = new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token })
  const link = `${site.siteUrl}/actions?${query}`
  const mail = { kind: 'reset-link' as const, to, locale, link, minutes }
  await site.outbox.add({ kind: 'mail', id: linkMailId(cause), until, mail, priority, isFirst })
}

/** The job of the mail that answers a cause. */
export const linkMailId = (cause: string) => `link-${cause}`
