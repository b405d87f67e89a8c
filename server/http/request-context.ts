import { cookies, headers } from 'next/headers'
import { duration } from '#lib/i18n/messages.ts'
import type { Standing } from '#lib/limits/limits.ts'
import type { Visit } from '#lib/reset/site.ts'
import { site } from '#lib/site.ts'
import { FLOW_COOKIE, type Flow, flowCookie, readFlow } from './flow.ts'
import { visitOf } from './visit.ts'
import { standingOf, WAIT_HEADER } from './waiting.ts'

/** The request that is being answered. */
export const currentVisit = async (): Promise<Visit> => visitOf(await headers())

/** For how long the client that is being answered has to wait, in words; null: it need not. */
export async function currentWait(): Promise<string | null> {
  const all = await headers()
  const seconds = all.get(WAIT_HEADER)
  return seconds && duration(Math.ceil(Number(seconds) / 60), visitOf(all).locale)
}

/** The standing of the current client's networks. */
export const currentStanding = async (): Promise<Standing> => standingOf(await headers())

/** Where the browser that is being answered stands. */
export async function currentFlow(): Promise<Flow | null> {
  return readFlow(site(), (await cookies()).get(FLOW_COOKIE)?.value)
}

/** Moves the browser that is being answered on. In actions and routes only. */
export async function setFlow(flow: Flow): Promise<void> {
  ;(await cookies()).set(await flowCookie(site(), flow))
}
