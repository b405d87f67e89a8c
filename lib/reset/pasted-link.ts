/**
 * Reads the query of a link that a customer pasted, still encoded. Mail programs break long links into lines.
 * @returns null for a text without a query
 */
export function queryOf(pasted: string): string | null {
  const [, query] = /\?([^?#]+)/.exec(pasted.replace(/[\s<>]/g, '')) ?? []
  return query === undefined ? null : `?${query}`
}

/** Says what is wrong with a pasted link. Only the server knows whether it works. */
export const checkLink = (pasted: string): 'required' | 'no-link' | null =>
  pasted.trim() === '' ? 'required' : queryOf(pasted) === null ? 'no-link' : null
