import { expect, test } from 'vitest'
import type { OpenStoreReport, StoreReport } from '#server/store/store-report.ts'
import { createMetrics } from './metrics.ts'

const OPEN: OpenStoreReport = {
  ...{ canCreate: true, isReadOnly: false, tables: 6, queues: 30 },
  ...{ mailsThisHour: 25, oldestDueSeconds: 12, deadLetters: 2 },
  jobs: [{ queue: 'mail', state: 'waiting', count: 3 }],
}

const metricsOf = (readStore: () => StoreReport) =>
  createMetrics({
    ...{ version: '1.2.3', upstream: 'sessionm', mailsPerHour: 100 },
    readStore: async () => readStore(),
  })

/** Lines without comments and metrics of Node. */
const linesOf = async (metrics: { text(): Promise<string> }) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith('password_reset_'))

test('counts and durations of this process, and the state of the database, are metrics', async () => {
  const metrics = metricsOf(() => OPEN)
  const { tally } = metrics
  expect((await linesOf(metrics)).join()).not.toContain('last_mail_sent')
  tally.count({ name: 'requests', labels: { outcome: 'accepted' } })
  tally.count({ name: 'mails', labels: { kind: 'reset-link', outcome: 'sent', reason: '' } })
  tally.count({ name: 'origin_refused', labels: {} })
  tally.time({ name: 'request_to_mail', labels: {} }, 1.5)
  tally.time(
    { name: 'upstream_request_duration', labels: { call: 'change', outcome: 'busy' } },
    0.2,
  )
  expect(await linesOf(metrics)).toEqual(
    expect.arrayContaining([
      'password_reset_requests_total{outcome="accepted"} 1',
      'password_reset_mails_total{kind="reset-link",outcome="sent",reason=""} 1',
      'password_reset_origin_refused_total 1',
      'password_reset_request_to_mail_seconds_bucket{le="1"} 0',
      'password_reset_request_to_mail_seconds_bucket{le="2"} 1',
      'password_reset_request_to_mail_seconds_sum 1.5',
      'password_reset_upstream_request_duration_seconds_count{call="change",outcome="busy"} 1',
      expect.stringMatching(/^password_reset_last_mail_sent_timestamp_seconds 1\d{9}/),
      'password_reset_outbox_jobs{queue="mail",state="waiting"} 3',
      'password_reset_outbox_oldest_job_age_seconds 12',
      'password_reset_dead_letters 2',
      'password_reset_mail_budget_used_ratio 0.25',
      'password_reset_store_up 1',
      'password_reset_build_info{version="1.2.3",upstream="sessionm"} 1',
    ]),
  )
})

test('a database that is down has no state', async () => {
  let report: StoreReport = OPEN
  const metrics = metricsOf(() => report)
  await metrics.text()
  report = { code: 'ECONNREFUSED' }
  const lines = await linesOf(metrics)
  expect(lines).toContain('password_reset_store_up 0')
  expect(lines.join()).not.toMatch(/outbox|dead_letters|budget/)
})

test('counts of alerts exist before anything happens, so that their first increase is seen', async () => {
  const lines = await linesOf(metricsOf(() => OPEN))
  expect(lines).toEqual(
    expect.arrayContaining([
      'password_reset_mails_total{kind="reset-link",outcome="refused",reason="wrong-key"} 0',
      'password_reset_rate_limited_total{limit="requests"} 0',
      'password_reset_webhooks_total{outcome="accepted"} 0',
    ]),
  )
})
