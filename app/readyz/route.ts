import { site } from '#lib/site.ts'

/** The configuration is in order, and the database answers. */
export const GET = async () =>
  (await site().store.isReady())
    ? new Response('ready')
    : new Response('no database', { status: 503 })

export const dynamic = 'force-dynamic'
