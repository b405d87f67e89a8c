import { VIEW_HEADER } from '#server/http/probe.ts'

/** Liveness probe. It does not check the database. It shows the doctor how its request arrived. */
export const GET = (request: Request) => new Response(request.headers.get(VIEW_HEADER) ?? 'ok')

export const dynamic = 'force-dynamic'
