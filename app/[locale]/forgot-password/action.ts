'use server'

import { redirect } from 'next/navigation'
import { actionClient } from '#lib/http/action-client.ts'
import { currentStanding, currentVisit, currentWait } from '#lib/http/current.ts'
import { formData } from '#lib/http/form-data.ts'
import { requestReset as accept } from '#lib/reset/request-reset.ts'
import { site } from '#lib/site.ts'
import { forgotPasswordForm } from './schema.ts'

/** Takes a request for a link. The answer is the same whoever asks for whatever address. */
export const requestReset = actionClient
  .inputSchema(formData(forgotPasswordForm))
  .stateAction(async ({ parsedInput }) => {
    const wait = await currentWait()
    if (wait) return { wait }
    await accept(site(), await currentVisit(), parsedInput.email, await currentStanding())
    return redirect('/forgot-password/sent')
  })
