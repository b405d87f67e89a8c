import * as z from 'zod/mini'

/** What the form holds: the address as typed, without surrounding space. The messages are codes. */
export const forgotPasswordForm = z.object({
  email: z
    .string('malformed')
    .check(z.trim(), z.minLength(1, 'required'), z.maxLength(254, 'malformed'), isAddress()),
})

function isAddress() {
  const address = z.email('malformed')
  return z.refine<string>((value) => value === '' || address.safeParse(value).success, 'malformed')
}
