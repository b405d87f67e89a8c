import * as z from 'zod/mini'

/** Fields of the form: the hash of the address that the page shows. */
export const notMeForm = z.object({ account: z.optional(z.string()) })
