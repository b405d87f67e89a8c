import type { CheckResult } from '#lib/check-result.ts'
import { fail, ok, unknown, warn } from '#lib/check-result.ts'
import { BUCKETS, type Count } from '#lib/log/counts.ts'
import { periodOf } from '#server/operator/page/period.ts'
import { lastHours } from '#server/operator/page/tally-hours.ts'
import type { View } from '#server/operator/page/view.ts'
import type { HourlyCount } from '#server/store/counts.ts'

/** A state of the operator's page. */
export type OpsState = { readonly id: string; readonly name: string; readonly view: View }

const NOW = new Date('2026-03-11T14:05:30Z')
const HOUR_MS = 3_600_000
const WEEK_HOURS = 7 * 24

const CHECKS: readonly CheckResult[] = [
  ok('config.hostname', 'The server listens at the address that is set.'),
  ok('config.url', 'Links lead to a public address by https.'),
  ok('config.log', 'The log has every reset.'),
  ok('db.connect', 'The database answers.'),
  ok('db.rights', 'The role may make tables.'),
  ok('db.schema', 'The tables are those of this release.'),
  ok('store.memory', 'There are 256 MB of memory or more.'),
  ok('mail.budget', "4 percent of this hour's mails are used."),
  ok('queue.age', 'No job waits for a worker.'),
  ok('upstream.reach', 'The upstream answers.'),
  ok('upstream.auth', 'The upstream accepts the credentials.'),
  ok('clock.skew', "This machine's clock agrees with the upstream's."),
  ok('resend.key', 'Resend accepts the key.'),
  unknown('resend.domain', 'This key may only send, and cannot see the domain.', 'MAIL_FROM'),
  ok('resend.deliveries', 'The last mails were delivered.'),
  ok('proxy.hops', 'The request passed 1 proxy, as configured.'),
  ok('site.form', 'The form is accepted from a browser without JavaScript.'),
  ok('well-known', "The shop's /.well-known/change-password leads here."),
]

/** Replaces the checks with these ids. */
const checksWith = (...others: readonly CheckResult[]) =>
  CHECKS.map((check) => others.find(({ id }) => id === check.id) ?? check)

/** Counts in one hour. `wave` is between 0 at night and 1 at noon. */
type Hour = (wave: number, hoursAgo: number) => readonly (readonly [Count, number])[]

/** Repeats what happens in an hour for a week. */
function weekOf(hour: Hour, secondsToMail: number): HourlyCount[] {
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
const goodHour =
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
const outageHour: Hour = (wave, hoursAgo) => {
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
const floodHour: Hour = (wave, hoursAgo) => [
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

const letter = (nth: number, kind: string) => ({
  ...{ id: `7d0c5f4e-0000-4000-8000-00000000000${nth}`, kind },
  acceptedAt: new Date(NOW.getTime() - (40 + 25 * nth) * 60_000),
  givenUpAt: new Date(NOW.getTime() - (25 + 25 * nth) * 60_000),
})

const open = {
  ...{ canCreate: true, isReadOnly: false, tables: 6, queues: 30 },
  ...{ mailsThisHour: 388, oldestDueSeconds: 0, deadLetters: 0 },
  jobs: [{ queue: 'mail', state: 'active', count: 2 }],
} satisfies View['report']

const viewOf = (counts: readonly HourlyCount[], others: Partial<View> = {}): View => {
  const of = (hours: number, barHours: number) =>
    periodOf(counts, lastHours(hours, NOW), { barHours, tellsDelivery: true })
  return {
    ...{ brand: 'Northline Coaches', upstream: 'sessionm', version: '0.1.0', timeZone: 'UTC' },
    ...{ now: NOW, checked: { at: NOW, results: CHECKS }, report: open, mailsPerHour: 10_000 },
    ...{ periods: { day: of(24, 1), week: of(WEEK_HOURS, 6) }, deadLetters: [] },
    ...{ settled: null, hasSession: true, ...others },
  }
}

/** All states of the operator's page. */
export const OPS_STATES: readonly OpsState[] = [
  { id: 'ops-good', name: 'a good day', view: viewOf(weekOf(goodHour(420), 1.4)) },
  {
    id: 'ops-outage',
    name: 'an outage',
    view: viewOf(weekOf(outageHour, 1.4), {
      checked: {
        at: NOW,
        results: checksWith(
          fail('upstream.auth', 'SessionM refuses the credentials (401).', 'SESSIONM_API_KEY'),
          warn('queue.age', '3 dead letters wait: npm run outbox -- list.'),
          unknown('clock.skew', 'The upstream told no time.'),
        ),
      },
      report: {
        ...open,
        ...{ mailsThisHour: 0, oldestDueSeconds: 95, deadLetters: 3 },
        jobs: [
          { queue: 'request', state: 'delayed', count: 41 },
          { queue: 'request', state: 'waiting', count: 7 },
        ],
      },
      deadLetters: [letter(1, 'request'), letter(2, 'mail'), letter(3, 'request')],
      settled: { retried: 2, dropped: 0, left: 1 },
    }),
  },
  {
    id: 'ops-flood',
    name: 'a flood',
    view: viewOf(weekOf(floodHour, 4), {
      checked: {
        at: NOW,
        results: checksWith(
          warn('mail.budget', "83 percent of this hour's mails are used.", 'MAILS_PER_HOUR'),
        ),
      },
      report: {
        ...open,
        mailsThisHour: 8312,
        jobs: [
          { queue: 'request', state: 'active', count: 10 },
          { queue: 'request', state: 'waiting', count: 212 },
          { queue: 'mail', state: 'active', count: 4 },
        ],
      },
    }),
  },
  {
    id: 'ops-empty',
    name: 'an empty site',
    view: viewOf([], { report: { ...open, mailsThisHour: 0, jobs: [] }, hasSession: false }),
  },
  {
    id: 'ops-no-database',
    name: 'no database',
    view: viewOf([], {
      checked: {
        at: NOW,
        results: checksWith(
          fail('db.connect', 'The database does not answer (ECONNREFUSED).', 'DATABASE_URL'),
          fail(
            'site.form',
            'The site cannot take requests now: look at its database.',
            'DATABASE_URL',
          ),
        ),
      },
      ...{ report: { code: 'ECONNREFUSED' }, periods: null, deadLetters: null },
    }),
  },
]
