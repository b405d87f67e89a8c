import type { ResetTicket } from '#lib/upstream/upstream.ts'
import { later, type Site } from './site.ts'

/**
 * Puts a mail with a sealed link into the outbox.
 * @param order `cause` is what the mail answers: one cause is one mail, however often it is worked
 */
export async function mailResetLink(
  site: Site,
  order: { cause: string; to: string; locale: string; ticket: ResetTicket; issuedAt: Date },
): Promise<void> {
  const { cause, to, locale, ticket, issuedAt } = order
  const until = later(issuedAt, site.upstream.tokenLifetime)
  const minutes = Math.floor((until.getTime() - site.now().getTime()) / 60_000)
  const token = await site.sealer.seal('link', ticket, until)
  const query = new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token })
  const link = `${site.siteUrl}/actions?${query}`
  const mail = { kind: 'reset-link' as const, to, locale, link, minutes }
  await site.outbox.add({ kind: 'mail', id: `link-${cause}`, until, mail })
}
