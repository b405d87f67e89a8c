const MOST = 10_000

/** Remembers until when a key is refused, so that a flood of refused forms costs no queries. */
export function rememberRefusals<Refusal>() {
  const refusals = new Map<string, { until: number; refusal: Refusal }>()
  return {
    /** The refusal of any of the keys, and how long it lasts, in milliseconds. */
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
      if (refusals.size >= MOST && oldest !== undefined) refusals.delete(oldest)
      refusals.set(key, { until, refusal })
    },
  }
}
