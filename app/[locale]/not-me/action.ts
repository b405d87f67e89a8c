'use server'

import { isNotMeAccount, reportNotMe as report } from '#lib/reset/not-me.ts'
import { actionClient } from '#server/http/action-client.ts'
import { formData } from '#server/http/form-body.ts'
import {
  currentFlow,
  currentNetworkLoad,
  getRequestContext,
  redirectTo,
  setFlow,
} from '#server/http/request-context.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import { services } from '#server/services.ts'
import { notMeForm } from './schema.ts'

/** Reports a change that somebody else made, and asks for a link to the address of the notice. */
export const reportNotMe = actionClient
  .inputSchema(formData(notMeForm))
  .stateAction(async ({ parsedInput: { account } }) => {
    const flow = await currentFlow()
    if (flow?.kind === 'sent') return redirectTo('/not-me/sent')
    if (flow?.kind !== 'not-me') return redirectTo('/change-password/expired')
    const { email } = flow
    if (!isNotMeAccount(services(), account ?? '', email)) {
      // Another link was opened since. Show the page again, with the other address.
      await setFlow(flow)
      return { failed: 'other-link' as const }
    }
    await report(services(), await getRequestContext(), flow, await currentNetworkLoad())
    await setFlow(sentFlow(email, services().now(), false))
    return redirectTo('/not-me/sent')
  })
