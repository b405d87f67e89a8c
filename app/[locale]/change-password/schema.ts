import * as z from 'zod/mini'

/** Fields for a new password. `confirmPassword` comes from forms without JavaScript only. */
export const newPassword = {
  password: z.string('required'),
  confirmPassword: z.optional(z.string('mismatch')),
}

/** Refuses a form whose two passwords differ. */
export const samePasswords = z.refine<z.infer<z.ZodMiniObject<typeof newPassword>>>(
  ({ password, confirmPassword }) => confirmPassword === undefined || confirmPassword === password,
  { error: 'mismatch', path: ['confirmPassword'] },
)

/** Fields of the form. */
export const changePasswordForm = z
  .object({ ...newPassword, account: z.optional(z.string('mismatch')) })
  .check(samePasswords)
