import type { LogEvent, LogFields } from './log.ts'

/** Names of counts, each with the labels that it has. */
type CountLabels = {
  requests: { outcome: string }
  mails: { kind: string; outcome: string; reason: string }
  mail_deliveries: { kind: string; event: string }
  links_opened: { outcome: string }
  passwords: { outcome: string }
  webhooks: { outcome: string }
  rate_limited: { limit: string }
  origin_refused: Record<never, string>
  upstream_faults: { outcome: string; reason: string }
  events: { outcome: string }
}

/** Names of durations, each with the labels that it has. */
type DurationLabels = {
  upstream_request_duration: { call: string; outcome: string }
  request_to_mail: Record<never, string>
}

/** Upper bounds of the buckets of each duration, in seconds. One more bucket has the longer ones. */
export const BUCKETS: Readonly<Record<keyof DurationLabels, readonly number[]>> = {
  upstream_request_duration: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  request_to_mail: [1, 2, 5, 10, 30, 60, 120, 300, 600, 900],
}

/** One event to count. */
export type Count = {
  [Name in keyof CountLabels]: { name: Name; labels: CountLabels[Name] }
}[keyof CountLabels]

/** One duration to count. */
export type Duration = {
  [Name in keyof DurationLabels]: { name: Name; labels: DurationLabels[Name] }
}[keyof DurationLabels]

/** Receives what is counted. Nothing in a label names anybody. Never fails. */
export interface Tally {
  count(count: Count): void
  time(duration: Duration, seconds: number): void
}

/** Finds what a line of the log counts as. */
export function countsOf(event: LogEvent, fields: LogFields): Count[] {
  const { outcome = '', mail: kind = '' } = fields
  switch (event) {
    case 'reset_requested':
      return [{ name: 'requests', labels: { outcome } }]
    case 'reset_mail_sent':
      return [{ name: 'mails', labels: { kind, outcome: 'sent', reason: '' } }]
    case 'reset_mail_failed':
      return [{ name: 'mails', labels: { kind, outcome, reason: fields.reason ?? '' } }]
    case 'mail_event':
      return [{ name: 'mail_deliveries', labels: { kind, event: outcome } }]
    case 'mail_event_refused':
      return [{ name: 'mail_deliveries', labels: { kind, event: 'refused' } }]
    case 'link_opened':
      return [{ name: 'links_opened', labels: { outcome } }]
    case 'link_invalid':
      // The upstream refuses a link when a password is sent with it.
      return outcome === 'upstream'
        ? [{ name: 'passwords', labels: { outcome: 'link-invalid' } }]
        : [{ name: 'links_opened', labels: { outcome } }]
    case 'password_changed':
    case 'password_refused':
      return [{ name: 'passwords', labels: { outcome } }]
    case 'webhook_received':
    case 'webhook_refused':
      return [{ name: 'webhooks', labels: { outcome } }]
    case 'rate_limited':
      return [{ name: 'rate_limited', labels: { limit: outcome } }]
    case 'origin_refused':
      return [{ name: 'origin_refused', labels: {} }]
    case 'upstream_error':
      return upstreamCounts(fields)
    case 'event_sent':
      return [{ name: 'events', labels: { outcome: 'sent' } }]
    case 'event_failed':
      return [{ name: 'events', labels: { outcome } }]
    default:
      return []
  }
}

/** Counts a fault of the upstream, and the outcome of the request or the password. */
function upstreamCounts({ outcome = '', reason, attempt }: LogFields): Count[] {
  if (outcome === 'given-up') return [{ name: 'requests', labels: { outcome } }]
  const fault: Count = { name: 'upstream_faults', labels: { outcome, reason: reason ?? '' } }
  // Only a request is tried again.
  if (attempt !== undefined) return [fault]
  const made = outcome === 'unconfirmed' ? outcome : 'unavailable'
  return [fault, { name: 'passwords', labels: { outcome: made } }]
}
