'use server'

import { redirect } from 'next/navigation'
import { actionClient } from '#lib/http/action-client.ts'
import { currentFlow, currentVisit, setFlow } from '#lib/http/current.ts'
import { formData } from '#lib/http/form-data.ts'
import { resetPassword as reset } from '#lib/reset/reset-password.ts'
import { site } from '#lib/site.ts'
import { changePasswordForm } from './schema.ts'

/** Sets the new password with the ticket in the browser's cookie. Answers a code at most. */
export const resetPassword = actionClient
  .inputSchema(formData(changePasswordForm))
  .stateAction(async ({ parsedInput: { password } }) => {
    const flow = await currentFlow()
    const attempt = site().sealer.fingerprint('done', password)
    if (flow?.kind === 'done' && flow.attempt === attempt) redirect('/change-password/done')
    if (flow?.kind !== 'open') redirect('/change-password/expired')

    const { ticket } = flow
    const result = await reset(site(), await currentVisit(), ticket, password)
    switch (result.kind) {
      case 'changed':
        await setFlow({ kind: 'done', attempt })
        redirect('/change-password/done')
        break
      case 'link-invalid':
      case 'link-used': {
        const reason = result.kind === 'link-used' ? 'used' : 'gone'
        await setFlow({ kind: 'dead', reason, email: ticket.email })
        redirect('/change-password/expired')
        break
      }
      case 'password-refused':
        await setFlow({ kind: 'open', ticket: result.retry })
        return { refused: result.reason }
      case 'unconfirmed':
      case 'unavailable':
        await setFlow({ kind: 'open', ticket: result.retry })
        return { failed: result.kind }
      default:
        result satisfies never
    }
  })
