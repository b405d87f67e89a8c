/**
 * Makes the address to which a link for another program goes on. The host is always that of the
 * operator's URL, and the link's query follows the URL's own.
 * @param search the query as it arrived, with or without `?`
 */
export function otherActionUrl(otherActionsUrl: string, search: string): string {
  const url = new URL(otherActionsUrl)
  url.search = [url.search, search]
    .map((part) => part.replace(/^\?/, ''))
    .filter(Boolean)
    .join('&')
  return url.href
}
