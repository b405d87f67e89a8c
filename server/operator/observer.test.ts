import { expect, test } from 'vitest'
import type { Count, Duration } from '#lib/log/counts.ts'
import { observedLog } from '#lib/log/observed-log.ts'
import { observer } from './observer.ts'

const cause = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'

/** Makes a log, and lists what its lines count as: `name label,label`, `name seconds`, or the step. */
function watched() {
  const seen: string[] = []
  const lines: unknown[] = []
  const write = (...line: unknown[]) => lines.push(line)
  const tell = ({ name, labels }: Count | Duration) => `${name} ${Object.values(labels)}`
  const log = observedLog(
    { info: write, warn: write, error: write },
    observer({
      progress: { record: (whose, step) => void seen.push(`${whose === cause} ${step}`) },
      tally: {
        count: (count) => void seen.push(tell(count)),
        time: (duration, seconds) => void seen.push(`${tell(duration)}${seconds}`),
      },
    }),
  )
  return { log, seen, lines }
}

type Line = Parameters<ReturnType<typeof watched>['log']['info']>
const link = { mail: 'reset-link', cause }
const notice = { mail: 'password-changed', cause }

test.each<[...Line, expected: string[]]>([
  ['reset_requested', { outcome: 'accepted', cause }, ['requests accepted', 'true asked']],
  ['reset_requested', { outcome: 'no-account', cause }, ['requests no-account', 'true no-account']],
  ['reset_requested', { outcome: 'pending', cause }, ['requests pending']],
  [
    'reset_requested',
    { outcome: 'sent', cause, seconds: 3 },
    ['requests sent', 'request_to_mail 3', 'true mailed'],
  ],
  [
    'reset_mail_sent',
    { ...link, seconds: 2 },
    ['mails reset-link,sent,', 'request_to_mail 2', 'true mailed'],
  ],
  ['reset_mail_sent', notice, ['mails password-changed,sent,']],
  [
    'reset_mail_failed',
    { ...link, outcome: 'to-be-tried-again', reason: 'quota' },
    ['mails reset-link,to-be-tried-again,quota'],
  ],
  [
    'reset_mail_failed',
    { ...link, outcome: 'too-late' },
    ['mails reset-link,too-late,', 'true failed'],
  ],
  [
    'mail_event',
    { ...link, outcome: 'bounced' },
    ['mail_deliveries reset-link,bounced', 'true not-delivered'],
  ],
  ['mail_event', { ...notice, outcome: 'bounced' }, ['mail_deliveries password-changed,bounced']],
  ['mail_event', { ...link, outcome: 'complained' }, ['mail_deliveries reset-link,complained']],
  ['link_opened', { outcome: 'open', cause }, ['links_opened open', 'true opened']],
  ['link_opened', { outcome: 'open' }, ['links_opened open']],
  ['link_invalid', { outcome: 'expired', cause }, ['links_opened expired']],
  ['link_invalid', { outcome: 'upstream', cause }, ['passwords link-invalid']],
  ['password_changed', { outcome: 'changed', cause }, ['passwords changed', 'true changed']],
  ['password_refused', { outcome: 'breached', cause }, ['passwords breached']],
  ['upstream_error', { outcome: 'given-up', cause }, ['requests given-up', 'true failed']],
  [
    'upstream_error',
    { outcome: 'busy', reason: 'quota', attempt: 2 },
    ['upstream_faults busy,quota'],
  ],
  ['upstream_error', { outcome: 'busy' }, ['upstream_faults busy,', 'passwords unavailable']],
  [
    'upstream_error',
    { outcome: 'unconfirmed' },
    ['upstream_faults unconfirmed,', 'passwords unconfirmed'],
  ],
  ['webhook_refused', { outcome: 'secret' }, ['webhooks secret']],
  ['rate_limited', { outcome: 'address', cause }, ['rate_limited address', 'true limited']],
  ['rate_limited', { outcome: 'invited', cause }, ['rate_limited invited', 'true limited']],
  ['rate_limited', { outcome: 'requests' }, ['rate_limited requests']],
  ['origin_refused', {}, ['origin_refused ']],
  ['event_failed', { outcome: 'too-late' }, ['events too-late']],
  ['server_error', { outcome: 'action' }, []],
])('the line %s %j counts as %j', (event, fields, expected) => {
  const { log, seen, lines } = watched()
  log.warn(event, fields)
  expect(seen).toEqual(expected)
  expect(lines).toEqual([[event, fields]])
})
