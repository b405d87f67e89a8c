import { requestReset } from '#lib/reset/request-reset.ts'
import { services } from '#server/services.ts'
import { invitationIn } from './cookies.ts'
import {
  currentFlow,
  currentStanding,
  getRequestContext,
  redirectTo,
  setFlow,
} from './request-context.ts'
import { sentFlow } from './sent-flow.ts'

/** Accepts a request for a link, and shows the page after the form. It is the same for every address. */
export async function acceptRequest(email: string, isAgain: boolean): Promise<never> {
  const flow = await currentFlow()
  const cause = invitationIn(flow, email)
  const context = { ...(await getRequestContext()), cause }
  await requestReset(services(), context, email, await currentStanding())
  // Keep the flow of a link that is open in another tab.
  if (flow?.kind !== 'open') {
    await setFlow({ ...sentFlow(email, services().now(), isAgain), cause })
  }
  return redirectTo('/forgot-password/sent')
}
