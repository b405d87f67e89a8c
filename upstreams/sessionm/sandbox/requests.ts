import { z } from 'zod'
import { address } from '#sandbox/reading.ts'

/**
 * The query of `GET /users/search`.
 * @see https://docs.sessionm.com/developer/APIs/Core/Customers/customers_customer_profile.htm
 */
export const searchQuery = z.strictObject({ email: address })

/**
 * The body of `POST /users/{id}/perform`: exactly one action.
 * @see https://docs.sessionm.com/developer/APIs/Core/Deprecated/deprecated_identity_services.htm
 */
export const performBody = z.union([
  z.strictObject({
    sendPasswordResetEmail: z.strictObject({ email: address, send_email: z.boolean() }),
  }),
  z.strictObject({
    updatePassword: z.strictObject({ token: z.string().min(1), password: z.string() }),
  }),
])

/** Body of a call that performs an action. */
export type Perform = z.infer<typeof performBody>
