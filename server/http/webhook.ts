import { receiveMailEvent } from '#lib/reset/receive-mail-event.ts'
import { type Receipt, receiveToken } from '#lib/reset/receive-token.ts'
import type { Services } from '#lib/reset/services.ts'
import { requestContextFrom } from './request-context.ts'
import { isFromBrowser } from './request-source.ts'
import { problemJson } from './responses.ts'

/** Handles the upstream's webhook. */
export const answerWebhook = (services: Services, request: Request): Promise<Response> =>
  answerCall(services, request, receiveToken)

/** Handles a call of the mail service about a mail. */
export const answerMailEvent = (services: Services, request: Request): Promise<Response> =>
  answerCall(services, request, receiveMailEvent)

/** Answers a call by another system, never by a page. All errors are `application/problem+json`. */
async function answerCall(
  services: Services,
  request: Request,
  receive: typeof receiveToken,
): Promise<Response> {
  const context = requestContextFrom(request.headers)
  if (isFromBrowser(request.headers)) {
    services.log.warn('origin_refused', { requestId: context.id })
    return problemJson(403, 'No page may call this')
  }
  try {
    return answerTo(await receive(services, context, request))
  } catch {
    services.log.error('server_error', { outcome: 'webhook', requestId: context.id })
    return problemJson(503, 'Nothing can be taken now', { 'Retry-After': '5' })
  }
}

function answerTo(receipt: Receipt): Response {
  switch (receipt) {
    case 'accepted':
      return new Response(null, { status: 202, headers: { 'Cache-Control': 'no-store' } })
    case 'refused-secret':
      return problemJson(401, 'The secret is not the right one', { 'WWW-Authenticate': 'Secret' })
    case 'refused-media-type':
      return problemJson(415, 'Only JSON is read', { Accept: 'application/json' })
    case 'refused-too-large':
      return problemJson(413, 'The body is too large')
    case 'refused-malformed':
      return problemJson(400, 'The body is not an event')
    case 'no-webhook':
      return problemJson(404, 'There is nothing here')
    default:
      return receipt satisfies never
  }
}
