import { cookies, headers } from 'next/headers'
import type { Visit } from '#lib/reset/site.ts'
import { site } from '#lib/site.ts'
import { FLOW_COOKIE, type Flow, flowCookie, readFlow } from './flow.ts'
import { visitOf } from './visit.ts'

/** The request that is being answered. */
export const currentVisit = async (): Promise<Visit> => visitOf(await headers())

/** Where the browser that is being answered stands. */
export async function currentFlow(): Promise<Flow | null> {
  return readFlow(site(), (await cookies()).get(FLOW_COOKIE)?.value)
}

/** Moves the browser that is being answered on. In actions and routes only. */
export async function setFlow(flow: Flow): Promise<void> {
  ;(await cookies()).set(await flowCookie(site(), flow))
}
