/**
 * Languages of recent requests, for an upstream that pushes its token later: its call does not contain the
 * language.
 */
export interface Languages {
  /** @param username as the upstream knows the customer, in lower case */
  remember(username: string, locale: string, seconds: number): Promise<void>
  /** @returns null for a customer without a recent request */
  find(username: string): Promise<string | null>
}
