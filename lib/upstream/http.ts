import { parseJson } from '#lib/parse-json.ts'
import { readText } from '#lib/read-body.ts'
import { UpstreamError } from '#lib/upstream/upstream.ts'

/** What asks over the network: the platform's own, or a script in a test. */
export type Fetch = typeof globalThis.fetch

/** A request to an upstream. `name` says in faults and logs what was tried: never a path or a value. */
export type Call = {
  readonly name: string
  readonly method: 'GET' | 'PATCH' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A whole answer; `json` is undefined when the body is not JSON, `retryAfter` is in seconds. */
export type Answer = {
  readonly kind: 'answer'
  readonly name: string
  readonly status: number
  readonly json: unknown
  readonly retryAfter: number | null
}

/** The request left, and no whole answer came back: the upstream may have acted on it. */
export type Lost = { readonly kind: 'lost'; readonly name: string }

/** How long an answer may take, and how large it may be. */
export type Limits = { readonly milliseconds: number; readonly bytes: number }

const LIMITS: Limits = { milliseconds: 5_000, bytes: 1024 * 1024 }

const NEVER_SENT = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** A gateway speaks: whether the upstream behind it has acted, it does not know. */
const FROM_A_GATEWAY = new Set([502, 504])

const networkCode = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

/** Seconds to wait by a Retry-After header, which holds seconds or a date. */
const secondsToWait = (header: string | null): number | null => {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

/**
 * Sends a request that changes something, so that a lost answer is an outcome of its own. Throws
 * an `unreachable` {@link UpstreamError} only when the request certainly never left.
 */
export const send = async (
  fetch: Fetch,
  call: Call,
  limits: Limits = LIMITS,
): Promise<Answer | Lost> => {
  const { name, method, url, headers, body = null } = call
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      body,
      cache: 'no-store',
      // Not followed, and unlike with `error` told apart from a lost answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.milliseconds),
    })
    const text = await readText(response.body, limits.bytes)
    if (text === null) return { kind: 'lost', name }
    if (FROM_A_GATEWAY.has(response.status)) return { kind: 'lost', name }
    const retryAfter = secondsToWait(response.headers.get('retry-after'))
    return { kind: 'answer', name, status: response.status, json: parseJson(text), retryAfter }
  } catch (error) {
    // The error itself goes no further: it quotes addresses, paths and header values.
    const code = networkCode(error)
    if (NEVER_SENT.has(code)) throw new UpstreamError('unreachable', `${name}: ${code}`)
    return { kind: 'lost', name }
  }
}

/** The fault of having no answer, for whom it does not matter whether the request was acted on. */
export const noAnswer = ({ name }: Lost): UpstreamError =>
  new UpstreamError('unreachable', `${name}: no answer`)

/** Sends a request that may safely be sent again. Throws `unreachable` when no answer came. */
export const ask = async (fetch: Fetch, call: Call, limits: Limits = LIMITS): Promise<Answer> => {
  const reply = await send(fetch, call, limits)
  if (reply.kind === 'lost') throw noAnswer(reply)
  return reply
}

/** Whether the status says that the request was done. */
export const succeeded = ({ status }: Answer): boolean => status >= 200 && status < 300

/** What an answer means that the adapter has no meaning of its own for. */
export const faultOf = ({ name, status, json, retryAfter }: Answer): UpstreamError => {
  const message = `${name}: HTTP ${status}`
  if (status === 429 || status === 503) return new UpstreamError('busy', message, retryAfter)
  if (status === 401 || status === 403) return new UpstreamError('misconfigured', message)
  // A redirect, or a "not found" that no API wrote: we are talking to the wrong address.
  if ((status >= 300 && status < 400) || (status === 404 && json === undefined))
    return new UpstreamError('misconfigured', `${message}, is the API URL right?`)
  return new UpstreamError('unexpected', message)
}

/**
 * The base URL with path segments after whatever path it has. Throws on a segment that is empty or
 * would climb; anything else is encoded, so that it stays one segment.
 */
export const join = (base: string, ...segments: readonly string[]): URL => {
  const url = new URL(base)
  for (const segment of segments)
    if (['', '.', '..'].includes(segment))
      throw new UpstreamError('unexpected', 'not a path segment')
  const path = segments.map(encodeURIComponent).join('/')
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return url
}
