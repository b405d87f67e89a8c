'use server'

import { redirect } from 'next/navigation'
import { requestReset as accept } from '#lib/reset/request-reset.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { currentStanding, getRequestContext } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { forgotPasswordForm } from './schema.ts'

/** Accepts a request for a link. The answer is the same for every address. */
export const requestReset = actionClient
  .inputSchema(formData(forgotPasswordForm))
  .stateAction(async ({ parsedInput }) => {
    await accept(services(), await getRequestContext(), parsedInput.email, await currentStanding())
    return redirect('/forgot-password/sent')
  })
