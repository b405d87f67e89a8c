import { LOCALES } from '#lib/i18n/messages.ts'
import type { Visit } from '#lib/reset/site.ts'

/** The visit that a request is: its id was set before anything else saw the request. */
export const visitOf = (headers: Headers): Visit => ({
  id: headers.get('x-request-id') ?? crypto.randomUUID(),
  locale: LOCALES[0],
})
