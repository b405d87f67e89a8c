import * as z from 'zod/mini'
import { newPassword, samePasswords } from '#app/[locale]/change-password/schema.ts'
import { checkLink, queryOf } from '#lib/reset/pasted-link.ts'

/** Fields of the form. The link is read as its query. */
export const linkForm = z
  .object({
    ...newPassword,
    link: z.pipe(
      z.string('required'),
      z.transform((pasted: string, { issues }) => {
        const message = checkLink(pasted)
        if (message) issues.push({ code: 'custom', message, input: pasted })
        return queryOf(pasted) ?? ''
      }),
    ),
  })
  .check(samePasswords)
