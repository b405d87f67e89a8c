import { describe, expect, test } from 'vitest'
import { EventError, type EventSender } from './events.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { reportNotMe } from './not-me.ts'
import { deadLetter, processJob } from './process-job.ts'
import { resetPassword } from './reset-password.ts'
import type { Services } from './services.ts'

const PASSWORD = 'a good long password'
const eventSender: EventSender = { send: async () => {} }
const changed = async () => ({ kind: 'changed', email: 'Ada@Example.com' }) as const
const site = (parts: Partial<Services> = {}) =>
  fakeServices({ resetPassword: changed }, { eventSender, ...parts })

const eventsOf = ({ jobs }: ReturnType<typeof site>) => jobs.filter(({ kind }) => kind === 'event')

describe('an event for programs of the company', () => {
  test('says who changed a password, without an address, once for one change (WH-10)', async () => {
    const services = site()
    const open = { ...opened(services), cause: 'the-cause' }
    for (const _ of [1, 2]) await resetPassword(services, context, open, PASSWORD)
    const event = { type: 'password.changed', customerId: ticket.subject, cause: 'the-cause' }
    expect(eventsOf(services)).toMatchObject([
      {
        kind: 'event',
        id: `changed-${open.link}`,
        until: new Date('2026-03-02T12:00:00Z'),
        event: { ...event, occurredAt: services.now() },
      },
    ])
    expect(JSON.stringify(eventsOf(services))).not.toMatch(/@|password"|token/i)
  })

  test('has the id of the upstream where the link has only a username', async () => {
    const services = fakeServices(
      { resetPassword: async () => ({ kind: 'changed', email: null, subject: 'member-1' }) },
      { eventSender },
    )
    const raw = { ...ticket, subject: 'ada@example.com' }
    await resetPassword(services, context, opened(services, raw), PASSWORD)
    expect(eventsOf(services)).toMatchObject([{ event: { customerId: 'member-1' } }])
  })

  test('says that somebody else has changed it', async () => {
    const services = site()
    const whose = { email: 'ada@example.com', customerId: 'customer-1', cause: 'the-cause' }
    await reportNotMe(services, context, whose)
    const { email: _, ...event } = whose
    expect(eventsOf(services)).toMatchObject([{ event: { type: 'reset.not_me', ...event } }])
    expect(services.lines[0]).toMatchObject({ event: 'reset_not_me', cause: 'the-cause' })
  })

  test('is not made without a receiver', async () => {
    const services = site({ eventSender: null })
    await resetPassword(services, context, opened(services), PASSWORD)
    expect(eventsOf(services)).toEqual([])
  })

  test('that cannot be stored is logged, and the change still succeeds', async () => {
    const add = () => Promise.reject(new Error('the disk is full'))
    const services = site({ outbox: { add, has: async () => false }, mailer: null })
    const result = await resetPassword(services, context, opened(services), PASSWORD)
    expect(result).toEqual({ kind: 'changed' })
    const line = { event: 'event_failed', outcome: 'not-accepted', type: 'password.changed' }
    expect(services.lines.at(-1)).toMatchObject({ level: 'error', ...line })
  })
})

describe('a stored event', () => {
  const stored = async (send: EventSender['send']) => {
    const services = site({ eventSender: { send } })
    await resetPassword(services, context, opened(services), PASSWORD)
    const [job] = eventsOf(services)
    return { services, job: job ?? expect.fail('no event') }
  }
  const own = { type: 'password.changed', requestId: expect.stringMatching(/^changed-/) }

  test('is sent under its own id, the same at each attempt', async () => {
    const sent: unknown[] = []
    const { services, job } = await stored(async (event, id) => void sent.push({ event, id }))
    for (const attempt of [1, 2]) await processJob(services, job, attempt)
    expect(sent).toMatchObject(Array(2).fill({ id: job.id, event: { customerId: ticket.subject } }))
    expect(services.lines.at(-1)).toMatchObject({ level: 'info', event: 'event_sent', ...own })
  })

  test('is sent again after a failure, which is logged at each attempt', async () => {
    const fault = new EventError('event: HTTP 503', 9, { status: 503, reason: 'unavailable' })
    const { services, job } = await stored(() => Promise.reject(fault))
    await expect(processJob(services, job, 3)).rejects.toBe(fault)
    const line = { event: 'event_failed', outcome: 'to-be-tried-again', attempt: 3, status: 503 }
    expect(services.lines.at(-1)).toMatchObject({ level: 'warn', ...line, ...own })
  })

  test('that nobody accepts becomes a dead letter', async () => {
    const { services, job } = await stored(async () => {})
    deadLetter(services, job)
    const line = { level: 'error', event: 'event_failed', outcome: 'too-late' }
    expect(services.lines.at(-1)).toMatchObject({ ...line, ...own })
  })
})
