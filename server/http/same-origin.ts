/**
 * Whether a request that changes something comes from a page of this site. `Origin` decides. If it is
 * missing or `null`, as with `Referrer-Policy: no-referrer`, `Sec-Fetch-Site` decides: no page can forge it.
 * A request with neither is refused.
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin') ?? 'null'
  return origin === 'null' ? headers.get('sec-fetch-site') === 'same-origin' : origin === siteUrl
}

/** Whether a browser sent a request. A program names no origin, and comes from no site. */
export const isFromBrowser = (headers: Headers): boolean =>
  headers.has('origin') || (headers.get('sec-fetch-site') ?? 'none') !== 'none'
