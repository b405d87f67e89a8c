'use server'

import { openLink } from '#lib/reset/open-link.ts'
import { resetPassword } from '#lib/reset/reset-password.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { getRequestContext, redirectTo, sealedDone } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { linkForm } from './schema.ts'

/**
 * Sets the new password with a pasted link, for browsers without cookies. Nothing is stored between two
 * forms: each contains the link. The result is a code, without any part of the link.
 */
export const resetWithLink = actionClient
  .inputSchema(formData(linkForm))
  .stateAction(async ({ parsedInput: { link, password } }) => {
    const context = await getRequestContext()
    const opened = await openLink(services(), context, link)
    if (opened.kind !== 'open') {
      return { invalidLink: opened.kind === 'invalid-link' ? opened.reason : ('invalid' as const) }
    }
    const result = await resetPassword(services(), context, opened, password)
    switch (result.kind) {
      case 'changed':
        return redirectTo(`/change-password/done?flow=${await sealedDone()}`)
      case 'link-invalid':
        return { invalidLink: 'gone' as const }
      case 'link-used':
        return { invalidLink: 'used' as const }
      case 'password-refused':
        return { refused: result.reason }
      case 'unconfirmed':
      case 'unavailable':
        return { failed: result.kind }
      default:
        result satisfies never
    }
  })
