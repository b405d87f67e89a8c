'use server'

import { requestForm } from '#app/[locale]/forgot-password/schema.ts'
import { shortDuration } from '#messages/messages.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { acceptRequest, currentFlow, getRequestContext } from '#server/http/request-context.ts'
import { waitSecondsOf } from '#server/http/sent-flow.ts'
import { services } from '#server/services.ts'

/** Accepts another request for the same address. Too early, the result is the time to wait in words. */
export const resendLink = actionClient
  .inputSchema(async () => formData(requestForm(services().upstream.acceptsCustomerNumber)))
  .stateAction(async ({ parsedInput: { email } }) => {
    const seconds = waitSecondsOf(await currentFlow(), services().now())
    if (seconds === 0) return acceptRequest(email, true)
    return { wait: shortDuration(seconds, (await getRequestContext()).locale) }
  })
