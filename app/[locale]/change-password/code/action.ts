'use server'

import { flattenValidationErrors } from 'next-safe-action'
import { openCode } from '#lib/reset/open-code.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { wrapTyped } from '#server/http/form-protocol.ts'
import { getRequestContext, redirectTo, setFlow } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { codeForm } from './schema.ts'

/** Opens a typed code, as a click opens a link. The answer to a wrong code is the same for every address. */
export const openTypedCode = actionClient
  .inputSchema(formData(codeForm), {
    handleValidationErrorsShape: async (errors, { clientInput }) => ({
      ...flattenValidationErrors(errors),
      email: wrapTyped(clientInput, 'email'),
    }),
  })
  .stateAction(async ({ parsedInput, clientInput }) => {
    const opened = await openCode(services(), await getRequestContext(), parsedInput)
    if (opened.kind === 'wrong')
      return { failed: opened.kind, email: wrapTyped(clientInput, 'email') }
    await setFlow(opened)
    return redirectTo(opened.kind === 'open' ? '/change-password' : '/change-password/expired')
  })
