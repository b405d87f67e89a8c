'use server'

import { flattenValidationErrors } from 'next-safe-action'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import { wrapTyped } from '#server/http/form-protocol.ts'
import { acceptRequest } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { requestForm } from './schema.ts'

/** Accepts a request for a link. */
export const requestReset = actionClient
  .inputSchema(async () => formData(requestForm(services().upstream.acceptsCustomerNumber)), {
    handleValidationErrorsShape: async (errors, { clientInput }) => ({
      ...flattenValidationErrors(errors),
      email: wrapTyped(clientInput, 'email'),
    }),
  })
  .stateAction(async ({ parsedInput }) => acceptRequest(parsedInput.email, false))
