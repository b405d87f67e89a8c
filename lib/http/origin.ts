/**
 * Whether a request that changes something comes from a page of ours. A browser says so in `Origin`,
 * or at least in `Sec-Fetch-Site`; a request that says neither is not believed.
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin')
  return origin === null ? headers.get('sec-fetch-site') === 'same-origin' : origin === siteUrl
}
