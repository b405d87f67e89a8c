/**
 * Estimates a quantile of durations in buckets, as Prometheus does: evenly spread in each bucket.
 * @param bounds upper bounds of the buckets in seconds; one more bucket has the longer durations
 * @returns seconds, at most the last bound; null without durations
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function quantile(
  share: number,
  buckets: readonly number[],
  bounds: readonly number[],
): number | null {
  const all = buckets.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  let below = 0
  for (const [nth, bound] of bounds.entries()) {
    const count = buckets[nth] ?? 0
    if (count > 0 && below + count >= share * all) {
      const start = nth === 0 ? 0 : (bounds[nth - 1] ?? 0)
      return start + ((bound - start) * (share * all - below)) / count
    }
    below += count
  }
  return bounds.at(-1) ?? null
}
