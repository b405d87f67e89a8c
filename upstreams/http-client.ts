import type { FaultDetails, FaultReason } from '#lib/fault-reason.ts'
import { parseJson, readText } from '#lib/read-body.ts'
import { UpstreamError, type UpstreamFault } from '#lib/reset/upstream.ts'

type PlainFetch = typeof globalThis.fetch

/** The `fetch` of the platform or of a test. `fresh` does the same over a new connection. */
export type Fetch = PlainFetch & { readonly fresh?: PlainFetch }

/** A request to an upstream. `name` names it in faults and logs, so it holds no path and no value. */
export type Call = {
  readonly name: string
  readonly method: 'GET' | 'PATCH' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A complete answer. `json` is undefined when the body is not JSON; `retryAfter` is in seconds. */
export type Answer = {
  readonly kind: 'answer'
  readonly name: string
  readonly status: number
  readonly json: unknown
  readonly retryAfter: number | null
}

/** The request was sent, but no complete answer came: the upstream may have acted on it. */
export type Lost = {
  readonly kind: 'lost'
  readonly name: string
  readonly details: FaultDetails
}

/** Limits of an answer. */
export type Limits = { readonly milliseconds: number; readonly bytes: number }

const LIMITS: Limits = { milliseconds: 5_000, bytes: 1024 * 1024 }

/**
 * Error codes of requests that were never sent, with their reasons.
 * @see https://nodejs.org/api/errors.html and https://undici.nodejs.org/#/docs/api/Errors
 */
const NEVER_SENT: ReadonlyMap<string, FaultReason> = new Map([
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'no-connection'],
  ['EHOSTUNREACH', 'no-connection'],
  ['ENETUNREACH', 'no-connection'],
  ['ENOTFOUND', 'dns'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  // The proxy answered CONNECT with another status than 200.
  ['UND_ERR_ABORTED', 'proxy'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no-connection'],
  ['UND_ERR_PRX_TLS', 'proxy'],
])

/** Codes of OpenSSL, such as the one for an `https` URL whose port speaks plain HTTP. */
const OF_TLS = /^(EPROTO$|ERR_SSL_)/

/** Statuses of a gateway, which does not know whether the upstream behind it has acted. */
const FROM_A_GATEWAY = new Set([502, 504])

/** Reads the code of the innermost error, because `fetch` wraps the platform's error. */
const networkCode = (error: unknown): string => {
  if (!(error instanceof Error)) return ''
  const own = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return networkCode(error.cause) || own
}

/** Reads the seconds to wait from a Retry-After header: seconds or a date. @see RFC 9110, section 10.2.3 */
export const parseRetryAfter = (header: string | null): number | null => {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

const exchange = async (fetch: PlainFetch, call: Call, limits: Limits): Promise<Answer | Lost> => {
  const { name, method, url, headers, body = null } = call
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      body,
      cache: 'no-store',
      // Do not follow a redirect. With `error` it could not be distinguished from a lost answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.milliseconds),
    })
    const { status } = response
    const text = await readText(response.body, limits.bytes)
    if (text === null) return { kind: 'lost', name, details: { status, reason: 'unknown-answer' } }
    if (FROM_A_GATEWAY.has(status))
      return { kind: 'lost', name, details: { status, reason: 'gateway' } }
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'))
    return { kind: 'answer', name, status, json: parseJson(text), retryAfter }
  } catch (error) {
    // Drop the error itself: it quotes addresses, paths and header values.
    const code = networkCode(error)
    const reason = NEVER_SENT.get(code)
    if (reason) throw new UpstreamError('unreachable', `${name}: ${code}`, null, { reason })
    return { kind: 'lost', name, details: { reason: OF_TLS.test(code) ? 'tls' : 'no-answer' } }
  }
}

/**
 * Sends a request that changes something, and returns a lost answer as a value. Uses a new connection,
 * because the server may close a reused one just as the request arrives.
 * @throws {UpstreamError} `unreachable`, only when the request was certainly never sent
 * @see RFC 9112, section 9.3.1
 */
export const sendOnce = (
  fetch: Fetch,
  call: Call,
  limits: Limits = LIMITS,
): Promise<Answer | Lost> => exchange(fetch.fresh ?? fetch, call, limits)

/** Makes a fault of a lost answer, for a request that does not change the password. */
export const noAnswer = ({ name, details }: Lost): UpstreamError =>
  new UpstreamError('unreachable', `${name}: no answer`, null, details)

/** Sends a request that may be repeated. @throws {UpstreamError} `unreachable` if no answer came */
export const sendSafe = async (
  fetch: Fetch,
  call: Call,
  limits: Limits = LIMITS,
): Promise<Answer> => {
  const reply = await exchange(fetch, call, limits)
  if (reply.kind === 'lost') throw noAnswer(reply)
  return reply
}

/** Checks whether the status is 2xx. */
export const succeeded = ({ status }: Answer): boolean => status >= 200 && status < 300

const reasonOf = ({ status, json }: Answer): FaultReason => {
  if (status === 429) return 'rate-limited'
  if (status === 503) return 'unavailable'
  if (status >= 500) return 'server-error'
  if (status === 401) return 'wrong-key'
  if ((status >= 300 && status < 400) || status === 404 || status === 405) return 'wrong-url'
  if (json === undefined) return 'not-json'
  return status === 403 ? 'not-allowed' : 'unknown-answer'
}

/** Returns the status and the reason of an answer that is a fault. */
export const detailsOf = (answer: Answer): FaultDetails => ({
  status: answer.status,
  reason: reasonOf(answer),
})

/** Makes a fault of an answer. Only with `busy` its Retry-After counts. */
export const faultWith = (
  { name, status, retryAfter }: Answer,
  fault: UpstreamFault,
  reason: FaultReason,
  message = `HTTP ${status}`,
): UpstreamError =>
  new UpstreamError(fault, `${name}: ${message}`, fault === 'busy' ? retryAfter : null, {
    status,
    reason,
  })

/** Maps an answer that the adapter does not handle to a fault. */
export const faultOf = (answer: Answer): UpstreamError => {
  const { status, json } = answer
  const reason = reasonOf(answer)
  if (status === 429 || status === 503) return faultWith(answer, 'busy', reason)
  if (status === 401 || status === 403) return faultWith(answer, 'misconfigured', reason)
  // A redirect, or a 404 without JSON, does not come from the API: the base URL is wrong.
  if ((status >= 300 && status < 400) || (status === 404 && json === undefined))
    return faultWith(answer, 'misconfigured', reason, `HTTP ${status}, is the API URL right?`)
  return faultWith(answer, 'unexpected', reason)
}

/** Adds path segments to a base URL, each encoded. @throws {UpstreamError} on ``, `.` and `..` */
export const join = (base: string, ...segments: readonly string[]): URL => {
  const url = new URL(base)
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) {
    const reason = 'unknown-answer'
    throw new UpstreamError('unexpected', 'not a path segment', null, { reason })
  }
  const path = segments.map(encodeURIComponent).join('/')
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return url
}
