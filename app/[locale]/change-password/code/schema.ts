import * as z from 'zod/mini'
import { forgotPasswordForm } from '#app/[locale]/forgot-password/schema.ts'
import { checkCode, readTypedCode } from '#lib/reset/typed-code.ts'

/** Fields of the form: an address and a code, as typed. The messages are codes. */
export const codeForm = z.extend(forgotPasswordForm, {
  code: z.pipe(
    z.string('required'),
    z.transform((typed: string, { issues }) => {
      const message = checkCode(typed)
      if (message) issues.push({ code: 'custom', message, input: typed })
      return readTypedCode(typed) ?? ''
    }),
  ),
})
