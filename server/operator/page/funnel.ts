import type { HourlyCount } from '#server/store/counts.ts'
import { sumOf } from './tally-hours.ts'

/** A step of all resets in a span. */
export type FunnelStep = {
  readonly name: 'asked' | 'mailed' | 'delivered' | 'opened' | 'changed'
  /** Null: this site cannot know it. */
  readonly count: number | null
  /** Resets that reached the step before, and not this one. */
  readonly lost: number
  /** Likely reasons of the loss. One reset may have several, or none. */
  readonly reasons: readonly { readonly label: string; readonly count: number }[]
}

type Reasons = Readonly<Record<string, number>>

/**
 * Computes how many resets reached each step.
 * @param isDeliveryKnown whether the mail service reports deliveries
 */
export function funnelOf(counts: readonly HourlyCount[], isDeliveryKnown: boolean): FunnelStep[] {
  const sum = (...of: Parameters<typeof sumOf> extends [unknown, ...infer Rest] ? Rest : never) =>
    sumOf(counts, ...of)
  const link = { kind: 'reset-link' }
  const delivery = (event: string) => sum('mail_deliveries', { ...link, event })
  const opening = (outcome: string | string[]) => sum('links_opened', { outcome })
  const password = (outcome: string | string[]) => sum('passwords', { outcome })
  const tooOften = sum('rate_limited', { limit: 'address' })
  const steps: [FunnelStep['name'], number | null, Reasons][] = [
    ['asked', sum('requests', { outcome: 'accepted' }) + tooOften, {}],
    [
      'mailed',
      // Either this site mails the link, or the upstream does.
      sum('mails', { ...link, outcome: 'sent' }) + sum('requests', { outcome: 'sent' }),
      {
        'without an account': sum('requests', { outcome: 'no-account' }),
        'asked too often': tooOften,
        'given up after 15 minutes': sum('requests', { outcome: 'given-up' }),
        'mails refused': sum('mails', { ...link, outcome: 'refused' }),
        'mails too late': sum('mails', { ...link, outcome: 'too-late' }),
      },
    ],
    [
      'delivered',
      isDeliveryKnown ? delivery('delivered') : null,
      {
        bounced: delivery('bounced'),
        suppressed: delivery('suppressed'),
        failed: delivery('failed'),
      },
    ],
    [
      'opened',
      opening(['open', 'code']),
      {
        'expired links': opening('expired'),
        'used links': opening('used'),
        'invalid links': opening('invalid'),
        'wrong codes': opening('wrong-code'),
      },
    ],
    [
      'changed',
      password('changed'),
      {
        'links refused by the upstream': password('link-invalid'),
        'upstream faults': password(['unavailable', 'unconfirmed']),
        'passwords refused': password(REFUSED),
      },
    ],
  ]
  let before: number | null = null
  return steps.map(([name, count, reasons]) => {
    const lost = count === null || before === null ? 0 : Math.max(0, before - count)
    before = count ?? before
    const known = Object.entries(reasons).filter(([, times]) => times > 0)
    return { name, count, lost, reasons: known.map(([label, times]) => ({ label, count: times })) }
  })
}

/** Outcomes of passwords that the rules or the upstream refused. */
const REFUSED = [
  ...['required', 'too-short', 'too-long', 'unusable', 'address', 'common', 'names', 'breached'],
  'upstream',
]
