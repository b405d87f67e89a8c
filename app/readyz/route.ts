import { servesCustomers } from '#server/http/self-check.ts'
import { services } from '#server/services.ts'

/** Readiness probe: 200 once the self-check has passed, while the database answers, and before the process stops. */
export async function GET(): Promise<Response> {
  if (!servesCustomers()) return new Response('starting', { status: 503 })
  const state = await services().store.readiness()
  if (state === 'ready') return new Response('ready')
  return state === 'stopping'
    ? new Response('stopping', { status: 503 })
    : new Response('no database', { status: 503 })
}

export const dynamic = 'force-dynamic'
