import { problemJson } from '#server/http/responses.ts'
import { answerWebhook } from '#server/http/webhook.ts'
import { services } from '#server/services.ts'

/** Handles the webhook of an upstream that pushes tokens. */
export const POST = (request: Request): Promise<Response> => answerWebhook(services(), request)

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
