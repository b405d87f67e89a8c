import * as z from 'zod/mini'
import { readTypedAddress } from '#lib/email-address.ts'

/** Fields of the form: one address, as typed. The messages are codes. */
export const forgotPasswordForm = z.object({
  email: z.pipe(
    z.string('several'),
    z.transform((typed: string, { issues }) => {
      const { address, fault } = readTypedAddress(typed)
      if (fault) issues.push({ code: 'custom', message: fault, input: typed })
      return address ?? typed
    }),
  ),
})
