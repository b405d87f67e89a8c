import * as z from 'zod/mini'
import { readTypedName } from '#lib/customer-number.ts'
import { readTypedAddress } from '#lib/email-address.ts'

/** Makes the field for one address, as typed. The messages are codes. */
const nameField = (readTyped: typeof readTypedAddress) =>
  z.pipe(
    z.string('several'),
    z.transform((typed: string, { issues }) => {
      const { address, fault } = readTyped(typed)
      if (fault) issues.push({ code: 'custom', message: fault, input: typed })
      return address ?? typed
    }),
  )

/** Fields of a form with one address. */
export const forgotPasswordForm = z.object({ email: nameField(readTypedAddress) })

const addressOrNumber = z.object({ email: nameField(readTypedName) })

/** Chooses the fields of the form that asks for a link. @param acceptsNumber as in `Upstream` */
export const requestForm = (acceptsNumber: boolean | undefined) =>
  acceptsNumber ? addressOrNumber : forgotPasswordForm
