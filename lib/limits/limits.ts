/** So many in so many seconds. */
export type Limit = { readonly points: number; readonly seconds: number }

/** How often what may happen. The only place where it is said. */
export const LIMITS = {
  /** Requests for a link, by client: answered with 429 beyond. */
  requests: { points: 10, seconds: 10 * 60 },
  /** Submitted passwords, by client: answered with 429 beyond. */
  passwords: { points: 20, seconds: 10 * 60 },
  /** Requests for one address, whether or not it has an account: silently dropped beyond. */
  addressHourly: { points: 5, seconds: 60 * 60 },
  addressDaily: { points: 10, seconds: 24 * 60 * 60 },
  /** Mails of the whole site: later ones wait. */
  mails: { points: 10_000, seconds: 60 * 60 },
  /** Passwords that reach the upstream with one link, or for one customer where tokens are short. */
  attempts: { points: 5, seconds: 60 * 60 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

/** Counts what happens. A key is whom or what it is counted for; it is kept as a keyed hash. */
export interface Limiter {
  /**
   * Counts one more.
   * @returns null within the limit; beyond it, in how many seconds the next one is allowed
   */
  count(name: LimitName, key: string): Promise<number | null>
  /** Takes one count back: what was counted did not happen. */
  giveBack(name: LimitName, key: string): Promise<void>
}
