import { FAULT_REASONS } from '#lib/fault-reason.ts'
import type { Count } from '#lib/log/counts.ts'
import { LIMITS } from '#lib/reset/limits.ts'

const requests = ['accepted', 'sent', 'deliver', 'pending', 'no-account', 'given-up']
const kinds = ['reset-link', 'no-account', 'password-changed', 'invitation']
const deliveries = ['delivered', 'bounced', 'complained', 'failed', 'suppressed']
const openings = ['open', 'code']
const webhooks = ['accepted', 'too-late', 'secret']
const limits = [...Object.keys(LIMITS), 'address', 'mails-50-percent', 'mails-80-percent']
const reasons = ['', ...FAULT_REASONS]

/**
 * Counts that exist from the start, with 0. Prometheus sees no increase in a series that begins with 1, so
 * every series of an alert is here.
 * @see https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
 */
export const FIRST_COUNTS: readonly Count[] = [
  ...requests.map((outcome) => ({ name: 'requests', labels: { outcome } }) as const),
  ...kinds.flatMap((kind): Count[] => [
    { name: 'mails', labels: { kind, outcome: 'sent', reason: '' } },
    { name: 'mails', labels: { kind, outcome: 'too-late', reason: '' } },
    ...reasons.flatMap((reason): Count[] => [
      { name: 'mails', labels: { kind, outcome: 'refused', reason } },
      { name: 'mails', labels: { kind, outcome: 'to-be-tried-again', reason } },
    ]),
    ...deliveries.map((event): Count => ({ name: 'mail_deliveries', labels: { kind, event } })),
  ]),
  ...openings.map((outcome): Count => ({ name: 'links_opened', labels: { outcome } })),
  { name: 'passwords', labels: { outcome: 'changed' } },
  ...webhooks.map((outcome): Count => ({ name: 'webhooks', labels: { outcome } })),
  ...limits.map((limit): Count => ({ name: 'rate_limited', labels: { limit } })),
  { name: 'origin_refused', labels: {} },
  ...reasons.map(
    (reason): Count => ({
      name: 'upstream_faults',
      labels: { outcome: 'misconfigured', reason },
    }),
  ),
]
