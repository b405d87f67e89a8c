import type { RequestContext } from '#lib/reset/services.ts'
import { LOCALES } from '#messages/locales.ts'

/** The visit that a request is: its id was set before anything else saw the request. */
export const requestContextFrom = (headers: Headers): RequestContext => ({
  id: headers.get('x-request-id') ?? crypto.randomUUID(),
  locale: LOCALES[0],
})
