import { visitOf } from '#lib/http/visit.ts'
import { receiveToken } from '#lib/reset/receive-token.ts'
import { site } from '#lib/site.ts'

/** The webhook of an upstream that pushes tokens to us. */
export async function POST(request: Request): Promise<Response> {
  const receipt = await receiveToken(site(), visitOf(request.headers), request)
  return new Response(null, { status: STATUS[receipt] })
}

const STATUS = {
  accepted: 202,
  'refused-secret': 401,
  'refused-malformed': 400,
  'no-webhook': 404,
}
