import { LOCALES } from '#lib/i18n/messages.ts'
import { receiveToken } from '#lib/reset/receive-token.ts'
import { site } from '#lib/site.ts'

/** The webhook of an upstream that pushes tokens to us. */
export async function POST(request: Request): Promise<Response> {
  const visit = { id: request.headers.get('x-request-id') ?? '', locale: LOCALES[0] }
  const receipt = await receiveToken(site(), visit, request)
  return new Response(null, { status: STATUS[receipt] })
}

const STATUS = {
  accepted: 202,
  'refused-secret': 401,
  'refused-malformed': 400,
  'no-webhook': 404,
}
