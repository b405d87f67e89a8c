import type { Job } from '#lib/reset/outbox.ts'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import { later, type Services } from './services.ts'

type LinkMail = {
  /** Idempotency key: the id of the request or event. One id is one mail. */
  id: string
  /** Id of the customer's request. */
  cause: string
  to: string
  locale: string
  ticket: ResetTicket
  /** The upstream's token as customers can type it. Default: null. */
  code?: string | null
  issuedAt: Date
  /** Time of the customer's request. Default: `issuedAt`. */
  askedAt?: Date | undefined
  priority?: Job['priority']
}

/** Puts a mail with a sealed link into the outbox. */
export async function mailResetLink(services: Services, asked: LinkMail): Promise<void> {
  const { id, cause, to, locale, ticket, code = null, issuedAt, priority } = asked
  const { askedAt = issuedAt } = asked
  const until = later(issuedAt, services.upstream.tokenLifetimeSeconds)
  // Round to seconds before flooring to minutes: 59 min 59.9 s must show as 60 minutes.
  const seconds = Math.round((until.getTime() - services.now().getTime()) / 1000)
  const minutes = Math.floor(seconds / 60)
  const token = await services.sealer.seal('link', { ...ticket, locale, cause }, until)
  const query = new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token })
  const link = `${services.siteUrl}/actions?${query}`
  const mail = { kind: 'reset-link' as const, to, locale, occurredAt: askedAt, link, minutes, code }
  await services.outbox.add({ kind: 'mail', id: linkMailId(id), until, mail, cause, priority })
}

/** Builds the id of the mail's job. */
export const linkMailId = (id: string) => `link-${id}`
