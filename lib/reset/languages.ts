/**
 * The languages that customers asked in, for an upstream that pushes its token later: its call says nothing
 * of a language.
 */
export interface Languages {
  /** @param username as the upstream knows the customer, in lower case */
  remember(username: string, locale: string, seconds: number): Promise<void>
  /** @returns null for a customer who has not asked lately */
  find(username: string): Promise<string | null>
}
