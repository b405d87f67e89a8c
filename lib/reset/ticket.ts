import * as z from 'zod'
import type { ResetTicket } from '#lib/upstream/upstream.ts'

/** A ticket as it comes out of a sealed link or cookie. */
export const ticketSchema: z.ZodType<ResetTicket> = z.object({
  subject: z.string().min(1),
  token: z.string().min(1),
  email: z.string().nullable(),
})
