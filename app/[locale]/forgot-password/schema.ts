import * as z from 'zod/mini'
import { checkAddress, readAddress } from '#lib/email-address.ts'

/** What the form holds: one address, without the space around it. The messages are codes. */
export const forgotPasswordForm = z.object({
  email: z.pipe(
    z.string('malformed').check(({ value, issues }) => {
      const message = checkAddress(value)
      if (message) issues.push({ code: 'custom', message, input: value })
    }),
    z.transform((typed) => readAddress(typed.trim()) ?? typed),
  ),
})
