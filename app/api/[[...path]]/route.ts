import { answerApi } from '#server/operator/api/answer.ts'
import { services } from '#server/services.ts'

/** Handles the API. Unknown paths and methods are its own answers too. */
const answer = (request: Request): Promise<Response> => answerApi(services(), request)

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}

export const dynamic = 'force-dynamic'
