import { describe, expect, test } from 'vitest'
import { BUCKETS } from '#lib/log/counts.ts'
import type { HourlyCount } from '#server/store/counts.ts'
import { funnelOf } from './funnel.ts'
import { periodOf } from './period.ts'
import { quantile } from './quantile.ts'
import { lastHours } from './tally-hours.ts'

const NOW = new Date('2026-03-01T12:34:00Z')
const at = (hour: string): Date => new Date(`2026-03-01T${hour}:00:00Z`)

const count = (
  name: string,
  labels: Record<string, string>,
  times: number,
  hour = at('12'),
): HourlyCount => ({ hour, name, labels, count: times, seconds: 0, buckets: null })

const link = { kind: 'reset-link' }

describe('the funnel', () => {
  const counts = [
    count('requests', { outcome: 'accepted' }, 90),
    count('rate_limited', { limit: 'address' }, 10),
    count('requests', { outcome: 'no-account' }, 15),
    count('mails', { ...link, outcome: 'sent', reason: '' }, 70),
    count('mails', { kind: 'password-changed', outcome: 'sent', reason: '' }, 50),
    count('mail_deliveries', { ...link, event: 'delivered' }, 68),
    count('mail_deliveries', { kind: 'password-changed', event: 'delivered' }, 50),
    count('mail_deliveries', { ...link, event: 'bounced' }, 2),
    count('links_opened', { outcome: 'open' }, 75),
    count('passwords', { outcome: 'changed' }, 50),
    count('passwords', { outcome: 'common' }, 9),
  ]

  test('counts resets by step, and where they were lost', () => {
    const steps = funnelOf(counts, true)
    expect(steps.map(({ name, count: times, lost }) => [name, times, lost])).toEqual([
      ['asked', 100, 0],
      ['mailed', 70, 30],
      ['delivered', 68, 2],
      // Mail scanners open links more than once.
      ['opened', 75, 0],
      ['changed', 50, 25],
    ])
    expect(steps.map(({ reasons }) => reasons)).toEqual([
      [],
      [
        { label: 'without an account', count: 15 },
        { label: 'asked too often', count: 10 },
      ],
      [{ label: 'bounced', count: 2 }],
      [],
      [{ label: 'passwords refused', count: 9 }],
    ])
  })

  test('continues from the last known step if deliveries are unknown', () => {
    const steps = funnelOf([...counts, count('requests', { outcome: 'sent' }, 20)], false)
    expect(steps.slice(1, 4).map(({ count: times, lost }) => [times, lost])).toEqual([
      [90, 10],
      [null, 0],
      [75, 15],
    ])
  })
})

test('a period has its own hours only, in bars, with empty ones', () => {
  const span = lastHours(3, NOW)
  expect(span).toEqual({ from: at('10'), to: at('13') })
  const early = count('requests', { outcome: 'accepted' }, 7, at('09'))
  const late = count('requests', { outcome: 'accepted' }, 5, at('12'))
  const flood = count('rate_limited', { limit: 'network' }, 40, at('10'))
  const { bars, funnel, limits } = periodOf([early, flood, late], span, {
    ...{ barHours: 1, isDeliveryKnown: true },
  })
  expect(bars).toEqual([
    { from: at('10'), asked: 0, mailed: 0, limited: 40 },
    { from: at('11'), asked: 0, mailed: 0, limited: 0 },
    { from: at('12'), asked: 5, mailed: 0, limited: 0 },
  ])
  expect(funnel[0]).toMatchObject({ name: 'asked', count: 5 })
  expect(limits).toEqual([{ label: 'network', detail: '', count: 40 }])
})

test('a period sums faults over hours, the most frequent first', () => {
  const fault = { outcome: 'busy', reason: 'quota' }
  const counts = [
    count('mails', { ...link, outcome: 'refused', reason: 'wrong-key' }, 3),
    count('upstream_faults', fault, 2, at('11')),
    count('upstream_faults', fault, 2),
    count('mails', { ...link, outcome: 'sent', reason: '' }, 9),
    count('webhooks', { outcome: 'accepted' }, 9),
  ]
  const { faults } = periodOf(counts, lastHours(3, NOW), { barHours: 1, isDeliveryKnown: true })
  expect(faults).toEqual([
    { label: 'Upstream', detail: 'busy, quota', count: 4 },
    { label: 'Mail reset-link', detail: 'refused, wrong-key', count: 3 },
  ])
})

test('a quantile is estimated inside its bucket', () => {
  const bounds = BUCKETS.request_to_mail
  const buckets = (own: Record<number, number>) => [...bounds, 0].map((_, nth) => own[nth] ?? 0)
  expect(quantile(0.5, buckets({}), bounds)).toBeNull()
  expect(quantile(0.5, buckets({ 0: 10 }), bounds)).toBe(0.5)
  expect(quantile(0.5, buckets({ 0: 5, 1: 10 }), bounds)).toBe(1.25)
  expect(quantile(0.95, buckets({ 1: 9, [bounds.length]: 1 }), bounds)).toBe(900)
})
