import * as z from 'zod'
import { type Answer, faultOf } from '#lib/upstream/http.ts'
import { UpstreamError } from '#lib/upstream/upstream.ts'

const Body = z.object({
  status: z.literal('error'),
  errors: z
    .object({ code: z.string(), message: z.string().nullish().catch(null) })
    .catch({ code: '', message: null }),
})

/** What SessionM says went wrong: its code in lower case, empty when there is none. */
export type SessionMFailure = { readonly code: string; readonly message: string | null }

/**
 * The error that an answer carries, its code in lower case; null when it carries none. SessionM
 * writes codes in either case, and sends them with HTTP 200 as well as with a fitting status.
 */
export const failureOf = ({ status, json }: Answer): SessionMFailure | null => {
  const errors = Body.safeParse(json).data?.errors
  if (errors?.code) return { code: errors.code.toLowerCase(), message: errors.message ?? null }
  // "Not found by ID" may come without a code, but not without JSON.
  if (status === 404 && json !== undefined) return { code: 'not_found', message: null }
  return errors ? { code: '', message: null } : null
}

/** What an error means that is not about the customer. */
export const faultOfFailure = (answer: Answer): UpstreamError => {
  const code = failureOf(answer)?.code
  switch (code) {
    case 'access_denied':
    case 'https_only':
    case 'invalid_api_key':
    case 'invalid_auth_token':
      return new UpstreamError('misconfigured', `${answer.name}: ${code}`)
    case 'not_available':
      return new UpstreamError('busy', `${answer.name}: ${code}`, answer.retryAfter)
    default:
      return faultOf(answer)
  }
}
