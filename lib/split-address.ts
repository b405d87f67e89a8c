/**
 * Address cut at its `@`, for the data of a page. Some CDNs rewrite every address in HTML, and then React
 * cannot hydrate the page.
 * @see https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/
 */
export type SplitAddress = readonly string[]

/** Cuts an address for the data of a page. */
export const splitAddress = (address: string): SplitAddress => address.split('@')

/** Joins an address in the browser. */
export const joinAddress = (parts: SplitAddress): string => parts.join('@')
