import { randomUUID } from 'node:crypto'
import { ownOrigin } from '#server/config/config.ts'

/** Header of a request by which this process renders a page for the cache. `proxy.ts` passes it on. */
export const SELF_REQUEST_HEADER = 'x-inside'

/** Header of a request by which this process checks its own answers; it counts against no limit. */
export const SELF_CHECK_HEADER = 'x-self-check'

/** Headers that only this process may send. */
export const SELF_HEADERS = [SELF_REQUEST_HEADER, SELF_CHECK_HEADER] as const

/** Timeout of a request to itself. The first answers after a start are slow on a busy machine. */
const TIMEOUT_MS = 60_000

const shared = globalThis as typeof globalThis & { passwordResetInside?: string }

/** Returns the secret of this process that authenticates these headers. */
export const selfRequestToken = (): string => {
  shared.passwordResetInside ??= randomUUID()
  return shared.passwordResetInside
}

/** Checks whether this process sent a request to put a page into the cache. */
export const isSelfRequest = (headers: Headers): boolean =>
  headers.get(SELF_REQUEST_HEADER) === selfRequestToken()

/** Checks whether this process sent a request to check its own answers. */
export const isSelfCheck = (headers: Headers): boolean =>
  headers.get(SELF_CHECK_HEADER) === selfRequestToken()

/** Requests a path of this process at the address that it listens on. */
export const fetchSelf = (
  path: string,
  header: (typeof SELF_HEADERS)[number],
  { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${ownOrigin()}${path}`, {
    ...init,
    headers: { ...headers, [header]: selfRequestToken() },
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  })

/**
 * Checks whether a request that changes something comes from a page of this site. `Origin` decides. If it is
 * missing or `null`, as with `Referrer-Policy: no-referrer`, `Sec-Fetch-Site` decides: no page can forge it.
 * A request with neither is refused.
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin') ?? 'null'
  return origin === 'null' ? headers.get('sec-fetch-site') === 'same-origin' : origin === siteUrl
}

/** Checks whether a browser sent a request. A program names no origin, and comes from no site. */
export const isFromBrowser = (headers: Headers): boolean =>
  headers.has('origin') || (headers.get('sec-fetch-site') ?? 'none') !== 'none'
