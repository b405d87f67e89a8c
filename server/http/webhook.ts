import { type Receipt, receiveToken } from '#lib/reset/receive-token.ts'
import type { Site } from '#lib/reset/services.ts'
import { problem } from './responses.ts'
import { isFromBrowser } from './same-origin.ts'
import { visitOf } from './visit.ts'

/** Answers a program that pushes a token to us. Whatever happens, it is told in its own terms. */
export async function answerWebhook(site: Site, request: Request): Promise<Response> {
  const visit = visitOf(request.headers)
  if (isFromBrowser(request.headers)) {
    site.log.warn('origin_refused', { requestId: visit.id })
    return problem(403, 'No page may call this')
  }
  try {
    return answerTo(await receiveToken(site, visit, request))
  } catch {
    site.log.error('server_error', { outcome: 'webhook', requestId: visit.id })
    return problem(503, 'Nothing can be taken now', { 'Retry-After': '5' })
  }
}

function answerTo(receipt: Receipt): Response {
  switch (receipt) {
    case 'accepted':
      return new Response(null, { status: 202, headers: { 'Cache-Control': 'no-store' } })
    case 'refused-secret':
      return problem(401, 'The secret is not the right one', { 'WWW-Authenticate': 'Secret' })
    case 'refused-media-type':
      return problem(415, 'Only JSON is read', { Accept: 'application/json' })
    case 'refused-too-large':
      return problem(413, 'The body is too large')
    case 'refused-malformed':
      return problem(400, 'The body is not an event')
    case 'no-webhook':
      return problem(404, 'There is nothing here')
    default:
      return receipt satisfies never
  }
}
