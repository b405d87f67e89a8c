import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { BUCKETS, type Count, type Duration, type Tally } from '#lib/log/counts.ts'
import type { OpenStoreReport, StoreReport } from '#server/store/store-report.ts'
import { FIRST_COUNTS } from './first-counts.ts'

/** Start of the name of each metric. @see https://prometheus.io/docs/practices/naming/ */
const PREFIX = 'password_reset_'

/** Help texts of counters, with the labels that each has. */
const COUNTERS: { readonly [Name in Count['name']]: readonly [help: string, ...labels: string[]] } =
  {
    requests: ['Requests for a link, and what came of them.', 'outcome'],
    mails: ['Mails, sent or failed.', 'kind', 'outcome', 'reason'],
    mail_deliveries: ['Calls by the mail service about a mail.', 'kind', 'event'],
    links_opened: ['Links that were opened, and codes that were typed.', 'outcome'],
    passwords: ['Passwords that were sent.', 'outcome'],
    webhooks: ["Calls of the upstream's webhook.", 'outcome'],
    rate_limited: ['Requests, mails and passwords beyond a limit.', 'limit'],
    origin_refused: ['Forms that were refused because they come from another site.'],
    upstream_faults: ['Faults of the upstream.', 'outcome', 'reason'],
    events: ["Events for the company's own program.", 'outcome'],
  }

const DURATIONS: {
  readonly [Name in Duration['name']]: readonly [help: string, ...labels: string[]]
} = {
  upstream_request_duration: ['Time that the upstream takes to answer.', 'call', 'outcome'],
  request_to_mail: ['Time from the request for a link to its mail.'],
}

/** Facts about the site, and its store. */
type Site = {
  readonly version: string
  readonly upstream: string
  readonly mailsPerHour: number
  readonly readStore: () => Promise<StoreReport>
}

/** Metrics of this process, and of the database that it shares with its replicas. */
export type Metrics = {
  readonly tally: Tally
  readonly contentType: string
  /** Writes all metrics in the text format of Prometheus. Never rejects. */
  text(): Promise<string>
}

/** Creates metrics in a registry of their own. */
export function createMetrics({ version, upstream, mailsPerHour, readStore }: Site): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // Ten times less often than by default: it wakes an idle process each time.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const entries = <Of extends object>(of: Of) => Object.entries(of) as [keyof Of, Of[keyof Of]][]
  const counters = new Map(
    entries(COUNTERS).map(([name, [help, ...labelNames]]) => [
      name,
      new Counter({ name: `${PREFIX}${name}_total`, help, labelNames, registers }),
    ]),
  )
  const histograms = new Map(
    entries(DURATIONS).map(([name, [help, ...labelNames]]) => [
      name,
      new Histogram({
        ...{ name: `${PREFIX}${name}_seconds`, help, labelNames, registers },
        buckets: [...BUCKETS[name]],
      }),
    ]),
  )
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `${PREFIX}${name}`, help, labelNames, registers })
  const lastMail = gauge(
    'last_mail_sent_timestamp_seconds',
    'Time of the last mail of this process.',
  )
  lastMail.remove()
  const isUp = gauge('store_up', 'Whether the database answers.')
  const stored = {
    jobs: gauge('outbox_jobs', 'Jobs that are not done.', ['queue', 'state']),
    oldest: gauge('outbox_oldest_job_age_seconds', 'Age of the oldest job that no worker takes.'),
    dead: gauge('dead_letters', 'Jobs that could not be done, until an operator settles them.'),
    budget: gauge('mail_budget_used_ratio', "Part of this hour's mails that is used."),
  }
  gauge('build_info', 'Version of the site.', ['version', 'upstream']).set({ version, upstream }, 1)
  for (const { name, labels } of FIRST_COUNTS) counters.get(name)?.inc(labels, 0)

  function setStored(report: OpenStoreReport): void {
    for (const { queue, state, count } of report.jobs) stored.jobs.set({ queue, state }, count)
    stored.oldest.set(report.oldestDueSeconds)
    stored.dead.set(report.deadLetters)
    stored.budget.set(report.mailsThisHour / mailsPerHour)
  }

  return {
    contentType: registry.contentType,
    tally: {
      count({ name, labels }) {
        counters.get(name)?.inc(labels)
        if (name === 'mails' && labels.outcome === 'sent') lastMail.setToCurrentTime()
      },
      time: ({ name, labels }, seconds) => histograms.get(name)?.observe(labels, seconds),
    },
    async text() {
      const report = await readStore()
      const isOpen = !('code' in report)
      isUp.set(Number(isOpen))
      // A database that is down has no state: the last one would look like the present one.
      stored.jobs.reset()
      for (const each of [stored.oldest, stored.dead, stored.budget]) each.remove()
      if (isOpen) setStored(report)
      return registry.metrics()
    },
  }
}
