/**
 * Address cut at its `@`, for the data of a page. Some content networks replace every address that they find
 * in HTML, and then the page no longer fits its scripts.
 * @see https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/
 */
export type SplitAddress = readonly string[]

/** Cuts an address for the data of a page. */
export const splitAddress = (address: string): SplitAddress => address.split('@')

/** Puts an address together again, in the browser. */
export const joinAddress = (parts: SplitAddress): string => parts.join('@')
