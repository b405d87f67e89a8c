/**
 * Whether a request that changes something comes from a page of ours. A browser says so in `Origin`,
 * or at least in `Sec-Fetch-Site`; a request that says neither is not believed.
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin')
  return origin === null ? headers.get('sec-fetch-site') === 'same-origin' : origin === siteUrl
}

/** Whether a browser sent a request. A program names no origin, and comes from no site. */
export const isFromBrowser = (headers: Headers): boolean =>
  headers.has('origin') || (headers.get('sec-fetch-site') ?? 'none') !== 'none'
