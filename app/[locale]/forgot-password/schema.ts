import * as z from 'zod/mini'
import { readAddress } from '#lib/email-address.ts'

/** What the form holds: one address, without the space around it. The messages are codes. */
export const forgotPasswordForm = z.object({
  email: z.pipe(
    z.string('malformed').check(
      z.trim(),
      z.minLength(1, 'required'),
      z.refine((text) => text === '' || readAddress(text) !== null, 'malformed'),
    ),
    z.transform((text) => readAddress(text) ?? text),
  ),
})
