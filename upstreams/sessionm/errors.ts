import * as z from 'zod'
import type { FaultReason } from '#lib/fault-reason.ts'
import type { UpstreamError } from '#lib/reset/upstream.ts'
import { type Answer, faultOf, faultWith } from '#upstreams/http-client.ts'

const Body = z.object({
  status: z.literal('error'),
  errors: z
    .object({ code: z.string(), message: z.string().nullish().catch(null) })
    .catch({ code: '', message: null }),
})

/** An error of SessionM. `code` is in lower case, and empty when there is none. */
export type SessionMFailure = { readonly code: string; readonly message: string | null }

/**
 * Reads the error in an answer; null when it holds none. SessionM writes codes in both cases, and sends
 * them with HTTP 200 as well as with an error status.
 */
export const failureOf = ({ status, json }: Answer): SessionMFailure | null => {
  const errors = Body.safeParse(json).data?.errors
  if (errors?.code) return { code: errors.code.toLowerCase(), message: errors.message ?? null }
  // "Not found by ID" may come without a code, but always in JSON.
  if (status === 404 && json !== undefined) return { code: 'not_found', message: null }
  return errors ? { code: '', message: null } : null
}

/**
 * Codes that an operator has to act on.
 * @see https://docs.sessionm.com/developer/APIs/Core/Overview/overview_statuses_errors.htm
 */
const REFUSALS: ReadonlyMap<string, FaultReason> = new Map([
  ['access_denied', 'not-allowed'],
  ['https_only', 'wrong-url'],
  ['invalid_api_key', 'wrong-key'],
  ['invalid_auth_token', 'wrong-key'],
])

/** Maps an error that is not about the customer to a fault. */
export const faultOfFailure = (answer: Answer): UpstreamError => {
  const code = failureOf(answer)?.code ?? ''
  const reason = REFUSALS.get(code)
  if (reason) return faultWith(answer, 'misconfigured', reason, code)
  if (code === 'not_available') return faultWith(answer, 'busy', 'unavailable', code)
  return faultOf(answer)
}
