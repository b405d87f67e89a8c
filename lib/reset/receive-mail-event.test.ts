import { expect, test } from 'vitest'
import { context, fakeServices } from './fake-services.ts'
import type { MailEventOutcome } from './mail-events.ts'
import { receiveMailEvent } from './receive-mail-event.ts'

const call = new Request('https://account.example.com/mail-events', { method: 'POST' })
const event = {
  kind: 'event',
  id: 'msg-1',
  event: 'bounced',
  mail: 'reset-link',
  cause: 'the-cause',
} as const

const siteTold = (outcome: MailEventOutcome) => {
  const counted = new Set<string>()
  const services = fakeServices({}, { mailEvents: { read: async () => outcome, headers: [] } })
  const count = async (_: string, key: string) => {
    const isKnown = counted.has(key)
    counted.add(key)
    return isKnown ? 60 : null
  }
  return { ...services, limiter: { ...services.limiter, count } }
}

test.each([
  ['bounced', 'warn'],
  ['suppressed', 'warn'],
  ['delivered', 'info'],
] as const)(
  'an event is logged with its reset, and once if its call is repeated: %s',
  async (name, level) => {
    const services = siteTold({ ...event, event: name })
    for (const _ of [1, 2]) expect(await receiveMailEvent(services, context, call)).toBe('accepted')
    const fields = { outcome: name, mail: 'reset-link', requestId: context.id, cause: 'the-cause' }
    expect(services.lines).toEqual([{ level, event: 'mail_event', ...fields }])
  },
)

test('an event is logged when the database cannot say whether it is new', async () => {
  const services = siteTold(event)
  const count = () => Promise.reject(new Error('down'))
  const own = { ...services, limiter: { ...services.limiter, count } }
  expect(await receiveMailEvent(own, context, call)).toBe('accepted')
  expect(services.lines).toHaveLength(1)
})

test('a refused call is logged with its reason, and an ignored one is not', async () => {
  const services = siteTold({ kind: 'refused', reason: 'secret' })
  expect(await receiveMailEvent(services, context, call)).toBe('refused-secret')
  const line = { level: 'warn', event: 'mail_event_refused', outcome: 'secret' }
  expect(services.lines).toEqual([{ ...line, requestId: context.id }])
  const other = siteTold({ kind: 'ignored' })
  expect(await receiveMailEvent(other, context, call)).toBe('accepted')
  expect(other.lines).toEqual([])
})

test('without a secret there is no webhook for mail events', async () => {
  expect(await receiveMailEvent(fakeServices(), context, call)).toBe('no-webhook')
})
