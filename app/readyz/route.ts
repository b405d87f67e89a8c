import { servesCustomers } from '#server/http/self-check.ts'
import { services } from '#server/services.ts'

/** Readiness probe: 200 once the self-check has passed, and while the database answers. */
export async function GET(): Promise<Response> {
  if (!servesCustomers()) return new Response('starting', { status: 503 })
  return (await services().store.isReady())
    ? new Response('ready')
    : new Response('no database', { status: 503 })
}

export const dynamic = 'force-dynamic'
