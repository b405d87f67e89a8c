import { BUCKETS } from '#lib/log/counts.ts'
import type { HourlyCount } from '#server/store/counts.ts'
import { type FunnelStep, funnelOf } from './funnel.ts'
import { quantile } from './quantile.ts'
import { partsOf, type Span, sumOf } from './tally-hours.ts'

/** Median and 95th percentile in seconds; null without a duration. */
type Times = { readonly p50: number | null; readonly p95: number | null }

/** A bar of the plot: resets in some hours. */
export type Bar = {
  readonly from: Date
  readonly asked: number
  readonly mailed: number
  /** Forms beyond a limit. */
  readonly limited: number
}

/** A row of a table of counts. */
export type Row = { readonly label: string; readonly detail: string; readonly count: number }

/** Everything that happened in a span of time. */
export type Period = {
  readonly span: Span
  readonly funnel: readonly FunnelStep[]
  readonly bars: readonly Bar[]
  readonly toMail: Times
  /** Times of the upstream's answers, by call. */
  readonly upstream: readonly (Times & { readonly call: string; readonly count: number })[]
  readonly faults: readonly Row[]
  readonly limits: readonly Row[]
}

/** Limits whose count is a form that was refused with 429. */
const FORM_LIMITS = ['requests', 'addresses', 'household', 'network', 'regionHourly', 'passwords']

const bar = ({ from, counts }: { from: Date; counts: readonly HourlyCount[] }): Bar => ({
  from,
  asked: sumOf(counts, 'requests', { outcome: 'accepted' }),
  mailed:
    sumOf(counts, 'mails', { kind: 'reset-link', outcome: 'sent' }) +
    sumOf(counts, 'requests', { outcome: 'sent' }),
  limited: sumOf(counts, 'rate_limited', { limit: [...FORM_LIMITS, 'accepted'] }),
})

/**
 * Sums up counts of a span.
 * @param barHours hours of each bar of the plot
 */
export function periodOf(
  counts: readonly HourlyCount[],
  span: Span,
  { barHours, isDeliveryKnown }: { barHours: number; isDeliveryKnown: boolean },
): Period {
  const own = counts.filter(({ hour }) => hour >= span.from)
  const durations = (name: keyof typeof BUCKETS) => own.filter((each) => each.name === name)
  const calls = Map.groupBy(
    durations('upstream_request_duration'),
    ({ labels }) => labels.call ?? '',
  )
  return {
    span,
    funnel: funnelOf(own, isDeliveryKnown),
    bars: partsOf(own, span, barHours).map(bar),
    toMail: timesOf(durations('request_to_mail'), BUCKETS.request_to_mail),
    upstream: [...calls].map(([call, of]) => ({
      ...timesOf(of, BUCKETS.upstream_request_duration),
      ...{ call, count: of.reduce((sum, { count }) => sum + count, 0) },
    })),
    faults: rowsOf(own, FAULTS),
    limits: rowsOf(own, LIMITED),
  }
}

function timesOf(counts: readonly HourlyCount[], bounds: readonly number[]): Times {
  const buckets = [...bounds, 0].map((_, nth) =>
    counts.reduce((sum, each) => sum + (each.buckets?.[nth] ?? 0), 0),
  )
  return { p50: quantile(0.5, buckets, bounds), p95: quantile(0.95, buckets, bounds) }
}

/** Finds the texts of a count in a table; null if the count is not in it. */
type WordsOf = (each: HourlyCount) => Pick<Row, 'label' | 'detail'> | null

const FAULTS: WordsOf = ({
  name,
  labels: { kind = '', outcome = '', reason = '', event = '' },
}) => {
  const detail = [outcome, reason].filter(Boolean).join(', ')
  switch (name) {
    case 'upstream_faults':
      return { label: 'Upstream', detail }
    case 'mails':
      return outcome === 'sent' ? null : { label: `Mail ${kind}`, detail }
    case 'mail_deliveries':
      return FINE.has(event) ? null : { label: kind ? `Mail ${kind}` : 'Mail event', detail: event }
    case 'webhooks':
      return FINE.has(outcome) ? null : { label: 'Webhook', detail }
    case 'events':
      return FINE.has(outcome) ? null : { label: 'Event', detail }
    default:
      return null
  }
}

/** Outcomes of mails, webhooks and events that are no faults. */
const FINE: ReadonlySet<string> = new Set(['sent', 'delivered', 'accepted', 'ignored'])

const LIMITED: WordsOf = ({ name, labels }) => {
  if (name === 'origin_refused') return { label: 'Another site', detail: 'forms that are not ours' }
  return name === 'rate_limited' ? { label: labels.limit ?? '', detail: '' } : null
}

/** Sums counts into rows, the largest first. */
function rowsOf(counts: readonly HourlyCount[], wordsOf: WordsOf): Row[] {
  const rows = new Map<string, Row>()
  for (const each of counts) {
    const words = wordsOf(each)
    if (!words) continue
    const key = JSON.stringify(words)
    rows.set(key, { ...words, count: (rows.get(key)?.count ?? 0) + each.count })
  }
  return [...rows.values()].sort((one, other) => other.count - one.count)
}
