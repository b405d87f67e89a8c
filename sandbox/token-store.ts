export type TokenState = 'live' | 'expired' | 'unknown'

export type TokenStore = ReturnType<typeof createTokenStore>

/** Tokens that work once, for one customer, for a while. The oldest give way beyond `limit`. */
export const createTokenStore = (limit = 10_000) => {
  const tokens = new Map<string, { readonly holder: string; readonly expiresAt: number }>()
  return {
    /** `lifetime` is in milliseconds. */
    issue: (token: string, holder: string, lifetime: number): void => {
      tokens.set(token, { holder, expiresAt: Date.now() + lifetime })
      const oldest = tokens.keys().next().value
      if (tokens.size > limit && oldest !== undefined) tokens.delete(oldest)
    },

    /** `unknown` is also a spent token, and the token of somebody else. */
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
