'use server'

import { acceptRequest } from '#server/http/accept-request.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { forgotPasswordForm } from './schema.ts'

/** Accepts a request for a link. */
export const requestReset = actionClient
  .inputSchema(formData(forgotPasswordForm))
  .stateAction(async ({ parsedInput }) => acceptRequest(parsedInput.email, false))
