import { BUCKETS, type Count } from '#lib/log/counts.ts'
import { lastHours } from '#server/operator/page/tally-hours.ts'
import type { HourlyCount } from '#server/store/counts.ts'

/** Time of all pictures. */
export const NOW = new Date('2026-03-11T14:05:30Z')
const HOUR_MS = 3_600_000

/** Hours of a week. */
export const WEEK_HOURS = 7 * 24

/** Counts in one hour. `wave` is between 0 at night and 1 at noon. */
type Hour = (wave: number, hoursAgo: number) => readonly (readonly [Count, number])[]

/** Repeats what happens in an hour for a week. */
export function weekOf(hour: Hour, secondsToMail: number): HourlyCount[] {
  const end = lastHours(1, NOW).from.getTime()
  return Array.from({ length: WEEK_HOURS }, (_, hoursAgo) => {
    const time = new Date(end - hoursAgo * HOUR_MS)
    const wave = (1 - Math.cos(((time.getUTCHours() + 20) / 12) * Math.PI)) / 2
    const plain = { seconds: 0, buckets: null, hour: time }
    const counted = hour(0.15 + 0.85 * wave, hoursAgo)
    const mails = counted.find(([{ name }]) => name === 'mails')?.[1] ?? 0
    return [
      ...counted.map(([{ name, labels }, count]) => ({
        ...{ ...plain, name, count: Math.round(count) },
        labels: labels as Record<string, string>,
      })),
      duration('request_to_mail', {}, mails, secondsToMail),
      duration('upstream_request_duration', { call: 'request', outcome: 'deliver' }, mails, 0.2),
      duration('upstream_request_duration', { call: 'change', outcome: 'changed' }, mails, 0.4),
    ].map((each) => ({ ...each, hour: time }))
  })
    .flat()
    .filter(({ count }) => count > 0)
}

/** Makes durations, most of them near a time and some in the next bucket. */
function duration(
  name: keyof typeof BUCKETS,
  labels: Record<string, string>,
  count: number,
  seconds: number,
): HourlyCount {
  const bounds = BUCKETS[name]
  const own = bounds.findIndex((bound) => seconds <= bound)
  const buckets = [...bounds, 0].map((_, nth) =>
    nth === own ? Math.round(count * 0.9) : nth === own + 1 ? Math.round(count * 0.1) : 0,
  )
  const all = buckets.reduce((sum, each) => sum + each, 0)
  return { name, labels, count: all, seconds: all * seconds, buckets, hour: NOW }
}

const requests = (outcome: string): Count => ({ name: 'requests', labels: { outcome } })
const mails = (outcome: string, reason = ''): Count => ({
  name: 'mails',
  labels: { kind: 'reset-link', outcome, reason },
})
const delivery = (event: string): Count => ({
  name: 'mail_deliveries',
  labels: { kind: 'reset-link', event },
})
const opened = (outcome: string): Count => ({ name: 'links_opened', labels: { outcome } })
const passwords = (outcome: string): Count => ({ name: 'passwords', labels: { outcome } })
const limited = (limit: string): Count => ({ name: 'rate_limited', labels: { limit } })
const fault = (outcome: string, reason: string): Count => ({
  name: 'upstream_faults',
  labels: { outcome, reason },
})

/** An hour in which nothing is wrong. @param size requests of a busy hour */
export const goodHour =
  (size: number): Hour =>
  (wave) => {
    const asked = size * wave
    return [
      [requests('accepted'), asked],
      [requests('no-account'), asked * 0.08],
      [limited('address'), asked * 0.01],
      [mails('sent'), asked * 0.92],
      [delivery('delivered'), asked * 0.91],
      [delivery('bounced'), asked * 0.008],
      [opened('open'), asked * 0.84],
      [opened('expired'), asked * 0.02],
      [passwords('changed'), asked * 0.79],
      [passwords('common'), asked * 0.06],
      [limited('requests'), wave > 0.9 ? 3 : 0],
    ]
  }

const OUTAGE_HOURS = 5

/** A vendor whose key was revoked five hours ago. */
export const outageHour: Hour = (wave, hoursAgo) => {
  if (hoursAgo >= OUTAGE_HOURS) return goodHour(120)(wave, hoursAgo)
  const asked = 120 * wave
  return [
    [requests('accepted'), asked],
    [requests('given-up'), asked * 0.9],
    [opened('open'), hoursAgo === OUTAGE_HOURS - 1 ? 9 : 0],
    [fault('misconfigured', 'wrong-key'), asked * 14],
  ]
}

/** A flood of forms in the last three hours. */
export const floodHour: Hour = (wave, hoursAgo) => [
  ...goodHour(120)(wave, hoursAgo),
  ...(hoursAgo < 3
    ? ([
        [limited('requests'), 2100],
        [limited('network'), 5400],
        [limited('regionHourly'), 1700],
        [limited('mails-50-percent'), 1],
        [{ name: 'origin_refused', labels: {} }, 240],
      ] as const)
    : []),
]
