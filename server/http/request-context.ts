import { cookies, headers } from 'next/headers'
import type { Standing } from '#lib/reset/limits.ts'
import type { RequestContext } from '#lib/reset/services.ts'
import { duration } from '#messages/messages.ts'
import { services } from '#server/services.ts'
import { FLOW_COOKIE, type Flow, flowCookie, readFlow } from './flow-cookie.ts'
import { standingOf, WAIT_HEADER } from './form-limit.ts'
import { requestContextFrom } from './visit.ts'

/** The request that is being answered. */
export const getRequestContext = async (): Promise<RequestContext> =>
  requestContextFrom(await headers())

/** For how long the client that is being answered has to wait, in words; null: it need not. */
export async function currentWait(): Promise<string | null> {
  const all = await headers()
  const seconds = all.get(WAIT_HEADER)
  return seconds && duration(Math.ceil(Number(seconds) / 60), requestContextFrom(all).locale)
}

/** The standing of the current client's networks. */
export const currentStanding = async (): Promise<Standing> => standingOf(await headers())

/** Where the browser that is being answered stands. */
export async function currentFlow(): Promise<Flow | null> {
  return readFlow(services(), (await cookies()).get(FLOW_COOKIE)?.value)
}

/** Moves the browser that is being answered on. In actions and routes only. */
export async function setFlow(flow: Flow): Promise<void> {
  ;(await cookies()).set(await flowCookie(services(), flow))
}
