/** Liveness probe. It does not check the database. */
export const GET = () => new Response('ok')

export const dynamic = 'force-dynamic'
