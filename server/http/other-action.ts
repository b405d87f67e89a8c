/**
 * Builds the redirect target of a link with another action: the operator's URL, with the link's query
 * after its own. The query cannot change the host.
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
