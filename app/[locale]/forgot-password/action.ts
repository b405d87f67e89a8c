'use server'

import { requestReset as accept } from '#lib/reset/request-reset.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import {
  currentFlow,
  currentStanding,
  getRequestContext,
  redirectTo,
  setFlow,
} from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { forgotPasswordForm } from './schema.ts'

/** Accepts a request for a link. The answer is the same for every address. */
export const requestReset = actionClient
  .inputSchema(formData(forgotPasswordForm))
  .stateAction(async ({ parsedInput }) => {
    await accept(services(), await getRequestContext(), parsedInput.email, await currentStanding())
    // Keep the flow of a link that is open in another tab.
    if ((await currentFlow())?.kind !== 'open') {
      await setFlow({ kind: 'sent', email: parsedInput.email })
    }
    return redirectTo('/forgot-password/sent')
  })
