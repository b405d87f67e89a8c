import * as z from 'zod'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { Sealer } from '#lib/sealer.ts'

/** A link that a customer has opened: what is to be spent, and which link it came by. */
export type OpenLink = {
  readonly ticket: ResetTicket
  /** The keyed hash of what the link held. It stays while the ticket may be exchanged for another. */
  readonly link: string
}

type WithSealer = { readonly sealer: Sealer }

/** A ticket as it comes out of a sealed link or cookie. */
export const ticketSchema: z.ZodType<ResetTicket> = z.object({
  subject: z.string().min(1),
  token: z.string().min(1),
  email: z.string().nullable(),
})

/** The link of a ticket that has not been tried yet. */
export const linkOf = ({ sealer }: WithSealer, { subject, token }: ResetTicket): string =>
  sealer.keyedHash('link', subject, token)

/** What tells a form which account it was made for: the same for every ticket of a customer. */
export const accountOf = ({ sealer }: WithSealer, { subject }: ResetTicket): string =>
  sealer.keyedHash('account', subject)

/** Whether a form was made for the account of a ticket, be it before `SITE_SECRET` was replaced. */
export const isAccountOf = (
  { sealer }: WithSealer,
  account: string,
  { subject }: ResetTicket,
): boolean => sealer.matchesKeyedHash(account, 'account', subject)
