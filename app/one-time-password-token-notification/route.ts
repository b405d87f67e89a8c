import { problem } from '#lib/http/problem.ts'
import { answerWebhook } from '#lib/http/webhook.ts'
import { site } from '#lib/site.ts'

/** The webhook of an upstream that pushes tokens to us. */
export const POST = (request: Request): Promise<Response> => answerWebhook(site(), request)

const refuse = () => problem(405, 'Method not allowed', { Allow: 'POST' })

export {
  refuse as DELETE,
  refuse as GET,
  refuse as HEAD,
  refuse as OPTIONS,
  refuse as PATCH,
  refuse as PUT,
}

export const dynamic = 'force-dynamic'
