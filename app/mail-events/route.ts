import { problemJson } from '#server/http/responses.ts'
import { answerMailEvent } from '#server/http/webhook.ts'
import { services } from '#server/services.ts'

/** Handles Resend's calls about the delivery of mails. */
export const POST = (request: Request): Promise<Response> => answerMailEvent(services(), request)

const refuse = () => problemJson(405, 'Method not allowed', { Allow: 'POST' })

export {
  refuse as DELETE,
  refuse as GET,
  refuse as HEAD,
  refuse as OPTIONS,
  refuse as PATCH,
  refuse as PUT,
}

export const dynamic = 'force-dynamic'
