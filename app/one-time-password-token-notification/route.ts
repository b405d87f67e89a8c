import { answerWebhook } from '#lib/http/webhook.ts'
import { site } from '#lib/site.ts'

/** The webhook of an upstream that pushes tokens to us. */
export const POST = (request: Request): Promise<Response> => answerWebhook(site(), request)
