import type { CheckResult } from '#lib/check-result.ts'
import { fail, ok, unknown, warn } from '#lib/check-result.ts'
import { periodOf } from '#server/operator/page/period.ts'
import { lastHours } from '#server/operator/page/tally-hours.ts'
import type { View } from '#server/operator/page/view.ts'
import type { HourlyCount } from '#server/store/counts.ts'
import { floodHour, goodHour, NOW, outageHour, WEEK_HOURS, weekOf } from './ops-counts.ts'

/** A state of the operator's page. */
export type OpsState = { readonly id: string; readonly name: string; readonly view: View }

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
    periodOf(counts, lastHours(hours, NOW), { barHours, isDeliveryKnown: true })
  return {
    ...{ brand: 'Northline Coaches', upstream: 'sessionm', version: '0.1.0', timeZone: 'UTC' },
    ...{ now: NOW, checked: { at: NOW, results: CHECKS }, report: open, mailsPerHour: 10_000 },
    ...{ periods: { day: of(24, 1), week: of(WEEK_HOURS, 6) }, deadLetters: [] },
    ...{ settled: null, reset: null, hasSession: true, ...others },
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
      reset: {
        cause: '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10',
        steps: {
          asked: new Date('2026-03-11T13:00:04Z'),
          failed: new Date('2026-03-11T13:15:06Z'),
        },
      },
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
