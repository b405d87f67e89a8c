import * as z from 'zod'
import type { ResetTicket } from '#lib/upstream/upstream.ts'
import type { Site } from './site.ts'

/** A link that a customer has opened: what is to be spent, and which link it came by. */
export type OpenLink = {
  readonly ticket: ResetTicket
  /** The keyed hash of what the link held. It stays while the ticket may be exchanged for another. */
  readonly link: string
}

/** A ticket as it comes out of a sealed link or cookie. */
export const ticketSchema: z.ZodType<ResetTicket> = z.object({
  subject: z.string().min(1),
  token: z.string().min(1),
  email: z.string().nullable(),
})

/** The link of a ticket that has not been tried yet. */
export const linkOf = (site: Site, { subject, token }: ResetTicket): string =>
  site.sealer.fingerprint('link', subject, token)

/** What tells a form which account it was made for: the same for every ticket of a customer. */
export const accountOf = (site: Site, { subject }: ResetTicket): string =>
  site.sealer.fingerprint('account', subject)

/** Whether a form was made for the account of a ticket, be it before `SITE_SECRET` was replaced. */
export const isAccountOf = (site: Site, account: string, { subject }: ResetTicket): boolean =>
  site.sealer.isFingerprint(account, 'account', subject)
