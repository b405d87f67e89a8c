import * as z from 'zod/mini'
import { checkLink, queryOf } from '#lib/pasted-link.ts'
import { newPassword, samePasswords } from '../schema.ts'

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
