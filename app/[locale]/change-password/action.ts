'use server'

import { resetPassword as reset } from '#lib/reset/reset-password.ts'
import { isAccountOf } from '#lib/reset/ticket.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import {
  currentFlow,
  getRequestContext,
  redirectTo,
  setFlow,
} from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { changePasswordForm } from './schema.ts'

/** Sets the new password with the ticket in the browser's cookie. The result is a code. */
export const resetPassword = actionClient
  .inputSchema(formData(changePasswordForm))
  .stateAction(async ({ parsedInput: { password, account } }) => {
    const flow = await currentFlow()
    const attempt = services().sealer.keyedHash('done', password)
    if (flow?.kind === 'done' && flow.attempt === attempt)
      return redirectTo('/change-password/done')
    if (flow?.kind !== 'open') return redirectTo('/change-password/expired')

    const { ticket } = flow
    if (account !== undefined && !isAccountOf(services(), account, ticket)) {
      // Another link was opened since. Show the page again, with the other account.
      await setFlow(flow)
      return { failed: 'other-link' as const }
    }
    const result = await reset(services(), await getRequestContext(), flow, password)
    switch (result.kind) {
      case 'changed':
        await setFlow({ kind: 'done', attempt, email: ticket.email })
        return redirectTo('/change-password/done')
      case 'link-invalid':
      case 'link-used': {
        const reason = result.kind === 'link-used' ? 'used' : 'gone'
        await setFlow({ kind: 'invalid-link', reason, email: ticket.email })
        return redirectTo('/change-password/expired')
      }
      case 'password-refused':
        await setFlow({ ...flow, ticket: result.retry })
        return { refused: result.reason }
      case 'unconfirmed':
      case 'unavailable':
        await setFlow({ ...flow, ticket: result.retry })
        return { failed: result.kind }
      default:
        result satisfies never
    }
  })
