import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { NetworkLoad } from '#lib/reset/limits.ts'
import { requestReset } from '#lib/reset/request-reset.ts'
import type { RequestContext } from '#lib/reset/services.ts'
import { services } from '#server/services.ts'
import { FLOW_COOKIE, type Flow, flowCookie, invitationIn, readFlow } from './cookies.ts'
import { deviceOf, USER_AGENT_HEADER } from './device.ts'
import { networkLoadOf } from './form-limit.ts'
import { BASE_HEADER, localeIn } from './language.ts'
import { sentFlow } from './sent-flow.ts'

/** Reads the context of a request from its headers. `sanitize-request.ts` has set its id. */
export const requestContextFrom = (headers: Headers): RequestContext => ({
  id: headers.get('x-request-id') ?? crypto.randomUUID(),
  locale: localeIn(headers),
})

/** Reads the context of the current form. */
export async function getRequestContext(): Promise<RequestContext> {
  const sent = await headers()
  return { ...requestContextFrom(sent), device: deviceOf(sent.get(USER_AGENT_HEADER)) }
}

/** Redirects to a page. The address keeps its language. */
export async function redirectTo(path: string): Promise<never> {
  return redirect(`${(await headers()).get(BASE_HEADER) ?? ''}${path}`)
}

/** Reads the load of the current client's networks. */
export const currentNetworkLoad = async (): Promise<NetworkLoad> => networkLoadOf(await headers())

/** Reads the flow of the current browser; null without a valid cookie. */
export async function currentFlow(): Promise<Flow | null> {
  return readFlow(services(), (await cookies()).get(FLOW_COOKIE)?.value)
}

/**
 * Reads the flow of a browser that has changed a password; null for any other.
 * @param sealed value of {@link sealedDone} in the query; null for a browser with cookies
 */
export async function doneFlow(sealed: string | null) {
  const flow = sealed === null ? await currentFlow() : await readFlow(services(), sealed)
  return flow?.kind === 'done' ? flow : null
}

/** Seals the end of a flow, for the address of the last page in a browser without cookies. */
export const sealedDone = async (): Promise<string> =>
  (await flowCookie(services(), { kind: 'done', attempt: '', email: null })).value

/** Sets the flow of the current browser. In actions and routes only. */
export async function setFlow(flow: Flow): Promise<void> {
  ;(await cookies()).set(await flowCookie(services(), flow))
}

/**
 * Accepts a request for a link, and redirects to the page after the form. It is the same for every address.
 * @param isAgain whether the browser has asked for the same address before
 */
export async function acceptRequest(email: string, isAgain: boolean): Promise<never> {
  const flow = await currentFlow()
  const cause = invitationIn(flow, email)
  const context = { ...(await getRequestContext()), cause }
  await requestReset(services(), context, email, await currentNetworkLoad())
  // Keep the flow of a link that is open in another tab.
  if (flow?.kind !== 'open') {
    await setFlow({ ...sentFlow(email, services().now(), isAgain), cause })
  }
  return redirectTo('/forgot-password/sent')
}
