const MAX_KEYS = 10_000

/** Remembers refused keys, so that a flood of refused forms costs no queries. */
export function rememberRefusals<Refusal>() {
  const refusals = new Map<string, { until: number; refusal: Refusal }>()
  return {
    /** Finds the refusal of the first refused key, and its remaining milliseconds; null for none. */
    find(keys: readonly string[], now: number) {
      for (const key of keys) {
        const found = refusals.get(key)
        if (found && found.until > now) {
          return { refusal: found.refusal, restMs: found.until - now }
        }
        refusals.delete(key)
      }
      return null
    },
    add(key: string, until: number, refusal: Refusal): void {
      // A map keeps the order of insertion: the oldest goes first.
      const [oldest] = refusals.keys()
      if (refusals.size >= MAX_KEYS && oldest !== undefined) refusals.delete(oldest)
      refusals.set(key, { until, refusal })
    },
  }
}
