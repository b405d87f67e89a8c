import type { HourlyCount } from '#server/store/counts.ts'

type Labels = Readonly<Record<string, string | readonly string[]>>

const HOUR_MS = 3_600_000

/** Sums counts by name and labels. A label may have one value of several. */
export const sumOf = (counts: readonly HourlyCount[], name: string, wanted: Labels = {}): number =>
  counts
    .filter((each) => each.name === name && hasLabels(each.labels, wanted))
    .reduce((sum, { count }) => sum + count, 0)

const hasLabels = (labels: Readonly<Record<string, string>>, wanted: Labels): boolean =>
  Object.entries(wanted).every(([label, value]) => [value].flat().includes(labels[label] ?? ''))

/** A span of time that ends with the current hour. */
export type Span = { readonly from: Date; readonly to: Date }

/** Computes the span of the last hours, the current one included. */
export function lastHours(hours: number, now: Date): Span {
  const to = (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS
  return { from: new Date(to - hours * HOUR_MS), to: new Date(to) }
}

/** Splits counts into parts of a span, each of so many hours. Parts without counts are empty. */
export function partsOf(
  counts: readonly HourlyCount[],
  { from, to }: Span,
  hours: number,
): { from: Date; counts: HourlyCount[] }[] {
  const partMs = hours * HOUR_MS
  const nth = (date: Date) => Math.floor((date.getTime() - from.getTime()) / partMs)
  const byPart = Map.groupBy(counts, ({ hour }) => nth(hour))
  return Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / partMs) }, (_, part) => ({
    from: new Date(from.getTime() + part * partMs),
    counts: byPart.get(part) ?? [],
  }))
}
