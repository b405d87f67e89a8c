import { z } from 'zod'
import { address } from '#sandbox/reading.ts'

const objectId = z.string().regex(/^[0-9a-f]{24}$/, 'is not an ObjectId')

/** Id of a customer in a path. */
export const customerId = objectId

/**
 * The query of `POST /notifications/customers/reset`.
 * @see https://engineering.betterez.com/guides/customer_reset_password
 */
export const resetQuery = z
  .strictObject({
    providerId: objectId,
    lang: z.enum(['en-us', 'fr-fr', 'de-de', 'nl-nl', 'es-ar', 'fr-ca', 'ar-ma', 'pt-br']),
    email: address.optional(),
    customerNumber: z
      .string()
      .regex(/^\d{3}-\d{3}-\d{3}$/, 'is not a customer number')
      .optional(),
    appName: z.string().optional(),
    channel: z.string().optional(),
    platform: z.enum(['ios', 'android', 'web']).optional(),
    appVersion: z.string().optional(),
    cartPath: z.string().optional(),
  })
  .refine(
    ({ email, customerNumber }) => (email === undefined) !== (customerNumber === undefined),
    'one of email and customerNumber is required',
  )

/**
 * The body of `PATCH /accounts/customers/{id}`, in the one operation that is emulated.
 * @see https://engineering.betterez.com/guides/customer_reset_password
 */
export const changeBody = z.strictObject({
  operations: z.tuple([
    z.strictObject({
      op: z.literal('reset'),
      path: z.literal('/resetPassword'),
      value: z.string().min(1),
      data: z.strictObject({ password: z.string() }),
    }),
  ]),
})
