import { cookies, headers } from 'next/headers'
import { LOCALES } from '#lib/i18n/messages.ts'
import type { Visit } from '#lib/reset/site.ts'
import { site } from '#lib/site.ts'
import { FLOW_COOKIE, type Flow, flowCookie, readFlow } from './flow.ts'

/** The request that is being answered. */
export async function currentVisit(): Promise<Visit> {
  const id = (await headers()).get('x-request-id') ?? crypto.randomUUID()
  return { id, locale: LOCALES[0] }
}

/** Where the browser that is being answered stands. */
export async function currentFlow(): Promise<Flow | null> {
  return readFlow(site(), (await cookies()).get(FLOW_COOKIE)?.value)
}

/** Moves the browser that is being answered on. In actions and routes only. */
export async function setFlow(flow: Flow): Promise<void> {
  ;(await cookies()).set(await flowCookie(site(), flow))
}
