/** State of a token. */
export type TokenState = 'live' | 'expired' | 'unknown'

/** The tokens of a vendor. */
export type TokenStore = ReturnType<typeof createTokenStore>

/** Creates a store of tokens, each with a customer and a lifetime. Beyond `limit`, the oldest are dropped. */
export const createTokenStore = (limit = 10_000) => {
  const tokens = new Map<string, { readonly holder: string; readonly expiresAt: number }>()
  return {
    /** Stores a token. `lifetime` is in milliseconds. */
    issue: (token: string, holder: string, lifetime: number): void => {
      tokens.set(token, { holder, expiresAt: Date.now() + lifetime })
      const oldest = tokens.keys().next().value
      if (tokens.size > limit && oldest !== undefined) tokens.delete(oldest)
    },

    /** Returns the state of a token. `unknown` covers a spent token, and another customer's. */
    state: (token: string, holder: string): TokenState => {
      const known = tokens.get(token)
      if (known?.holder !== holder) return 'unknown'
      return known.expiresAt > Date.now() ? 'live' : 'expired'
    },

    spend: (token: string): void => {
      tokens.delete(token)
    },
  }
}
