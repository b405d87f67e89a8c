/**
 * Whether a request that changes something comes from a page of this site. A browser says so in `Origin`.
 * Without one, or with `null`, which a `Referrer-Policy: no-referrer` makes of it, `Sec-Fetch-Site` counts,
 * which no page can forge. A request that says neither is refused.
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
