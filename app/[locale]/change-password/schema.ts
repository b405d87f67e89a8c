import * as z from 'zod/mini'

/** What the form holds. `confirmPassword` is there for those without script only. */
export const changePasswordForm = z
  .object({
    password: z.string('required'),
    account: z.optional(z.string('mismatch')),
    confirmPassword: z.optional(z.string('mismatch')),
  })
  .check(
    z.refine(
      ({ password, confirmPassword }) =>
        confirmPassword === undefined || confirmPassword === password,
      { error: 'mismatch', path: ['confirmPassword'] },
    ),
  )
