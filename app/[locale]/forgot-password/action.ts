'use server'

import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { acceptRequest } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { requestForm } from './schema.ts'

/** Accepts a request for a link. */
export const requestReset = actionClient
  .inputSchema(async () => formData(requestForm(services().upstream.acceptsCustomerNumber)))
  .stateAction(async ({ parsedInput }) => acceptRequest(parsedInput.email, false))
