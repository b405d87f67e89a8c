import * as z from 'zod'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { Sealer } from '#lib/sealer.ts'

/** Schema of what joins the log lines of one reset. Links and cookies of older versions have nothing of it. */
export const threadSchema = z.object({
  /** Id of the customer's request. A raw link has none if no recent request of its customer is known. */
  cause: z.string().optional(),
  /** Keyed hash of the customer of a raw link. */
  customer: z.string().optional(),
})

/** Values that join a link to the request that it answers. */
export type Thread = z.infer<typeof threadSchema>

/** A link that a customer has opened. */
export type OpenLink = Thread & {
  readonly ticket: ResetTicket
  /** Keyed hash of the link's ticket. Stays the same if the ticket is exchanged for another one. */
  readonly link: string
}

type WithSealer = { readonly sealer: Sealer }

/** Schema of a ticket in a sealed link or cookie. */
export const ticketSchema: z.ZodType<ResetTicket> = z.object({
  subject: z.string().min(1),
  token: z.string().min(1),
  email: z.string().nullable(),
})

/** Computes the keyed hash of a link from its ticket. */
export const linkHashOf = ({ sealer }: WithSealer, { subject, token }: ResetTicket): string =>
  sealer.keyedHash('link', subject, token)

/** Computes it under each key in `SITE_SECRET`. A link that was tried before a rotation has an older one. */
export const linkHashesOf = ({ sealer }: WithSealer, { subject, token }: ResetTicket) =>
  sealer.keyedHashes('link', subject, token)

/** Computes the account hash of a form: the same for every ticket of a customer. */
export const accountOf = ({ sealer }: WithSealer, { subject }: ResetTicket): string =>
  sealer.keyedHash('account', subject)

/** Checks whether a form's account hash is that of a ticket, under any key in `SITE_SECRET`. */
export const isAccountOf = (
  { sealer }: WithSealer,
  account: string,
  { subject }: ResetTicket,
): boolean => sealer.matchesKeyedHash(account, 'account', subject)
