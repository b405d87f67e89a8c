import { describe, expect, test } from 'vitest'
import { type ResetOutcome, type ResetTicket, UpstreamError } from '#lib/reset/upstream.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { resetPassword } from './reset-password.ts'
import type { Services } from './services.ts'

const PASSWORD = 'a good long password'
const CHANGED: ResetOutcome = { kind: 'changed', email: 'Ada@Example.com' }
const exchanged: ResetTicket = { ...ticket, token: 'what the code was exchanged for' }

/** Creates services whose upstream has these outcomes in turn, and records its arguments. */
const siteTold = (outcomes: readonly (ResetOutcome | Error)[], parts: Partial<Services> = {}) => {
  const answers = [...outcomes]
  const calls: [ResetTicket, string][] = []
  const services = fakeServices(
    {
      async resetPassword(...call) {
        calls.push(call)
        const answer = answers.shift() ?? expect.fail('the upstream was called once too often')
        await new Promise(setImmediate)
        if (answer instanceof Error) throw answer
        return answer
      },
    },
    parts,
  )
  const submit = (password = PASSWORD, own = ticket) =>
    resetPassword(services, context, { ...opened(services), ticket: own }, password)
  return { services, calls, submit }
}

describe('a password', () => {
  test.each([
    ['', 'required'],
    ['too short', 'too-short'],
    ['x'.repeat(1025), 'too-long'],
    ['has a NUL \0 inside', 'unusable'],
    ['ada@example.com', 'address'],
  ])('that breaks a rule costs no token: %# (PW-13)', async (password, reason) => {
    const { calls, submit } = siteTold([])
    const result = await submit(password)
    expect(result).toEqual({ kind: 'password-refused', reason, retry: ticket })
    expect(calls).toEqual([])
  })

  test('that is known from breaches costs no token, and is not looked up if we refuse it (PW-07)', async () => {
    const lookups: string[] = []
    const isBreached = async (password: string) => lookups.push(password) > 0
    const isBlocked: Services['isBlocked'] = async (password) =>
      password === PASSWORD ? null : 'common'
    const { calls, submit } = siteTold([], { isBreached, isBlocked })
    const result = await submit()
    expect(result).toEqual({ kind: 'password-refused', reason: 'breached', retry: ticket })
    for (const own of ['short', 'ada@example.com', 'on the blocklist']) await submit(own)
    expect(lookups).toEqual([PASSWORD])
    expect(calls).toEqual([])
  })

  test.each(['common', 'names'] as const)(
    'on the blocklist costs no token, and the reason is said and logged: %s (PW-06, PW-08)',
    async (reason) => {
      const asked: unknown[] = []
      const isBlocked: Services['isBlocked'] = async (...about) => {
        asked.push(about)
        return reason
      }
      const { services, calls, submit } = siteTold([], { isBlocked })
      const result = await submit()
      expect(result).toEqual({ kind: 'password-refused', reason, retry: ticket })
      expect(asked).toEqual([[PASSWORD, ticket]])
      expect(calls).toEqual([])
      expect(services.lines).toEqual([
        { level: 'info', event: 'password_refused', outcome: reason, requestId: context.id },
      ])
    },
  )

  test('reaches the upstream as it was typed, with the ticket (PW-05)', async () => {
    const password = '  Cafe\u0301 \u{1f511} e\u0301tage  '
    const { calls, submit } = siteTold([CHANGED])
    await submit(password)
    expect(calls).toEqual([[ticket, password]])
  })

  test('is in no line of the log, and neither is the ticket (PW-14)', async () => {
    const fault = new UpstreamError('unexpected', 'password change: HTTP 500')
    const { services, submit } = siteTold([fault, { kind: 'unconfirmed', retry: ticket }, CHANGED])
    for (let times = 0; times < 3; times += 1) await submit()
    const log = JSON.stringify(services.lines)
    for (const secret of [PASSWORD, ticket.token, ticket.subject, 'Example.com'])
      expect(log).not.toContain(secret)
  })
})

describe('the result of a change', () => {
  test.each<[ResetOutcome, string]>([
    [CHANGED, 'password_changed'],
    [{ kind: 'link-invalid' }, 'link_invalid'],
  ])('is told: %j', async (outcome, event) => {
    const { services, submit } = siteTold([outcome])
    expect(await submit()).toEqual({ kind: outcome.kind })
    expect(services.lines).toMatchObject([{ event, requestId: context.id }])
  })

  test('is reported: the upstream refuses the password, and leaves a ticket for the next try', async () => {
    const { calls, submit } = siteTold([{ kind: 'password-refused', retry: exchanged }, CHANGED])
    const refused = await submit()
    expect(refused).toEqual({ kind: 'password-refused', reason: 'refused', retry: exchanged })
    expect(await submit('another good password', exchanged)).toEqual({ kind: 'changed' })
    expect(calls.map(([{ token }]) => token)).toEqual([ticket.token, exchanged.token])
  })

  test('is reported: the outcome is unknown, and the same form may be sent again', async () => {
    const details = { status: 200, reason: 'not-json' } as const
    const { services, submit } = siteTold([
      { kind: 'unconfirmed', retry: exchanged, details },
      CHANGED,
    ])
    expect(await submit()).toEqual({ kind: 'unconfirmed', retry: exchanged })
    expect(services.lines).toMatchObject([{ level: 'warn', outcome: 'unconfirmed', ...details }])
    expect(services.jobs).toEqual([])
    expect((await submit(PASSWORD, exchanged)).kind).toBe('changed')
  })

  test('is reported: a fault before the token is spent leaves the ticket unchanged', async () => {
    const details = { status: 503, reason: 'unavailable' } as const
    const fault = new UpstreamError('busy', 'password change: HTTP 503', 30, details)
    const { services, submit } = siteTold([fault, CHANGED])
    const first = await submit()
    expect(first).toEqual({ kind: 'unavailable', retry: ticket })
    const line = { level: 'error', event: 'upstream_error', outcome: 'busy' }
    expect(services.lines).toMatchObject([{ ...line, ...details, requestId: context.id }])
    expect((await submit()).kind).toBe('changed')
  })

  test('is reported: a fault after the exchange of the code leaves the only ticket that still works', async () => {
    const fault = new UpstreamError('unreachable', 'password change: no answer')
    const { services, submit } = siteTold([{ kind: 'interrupted', retry: exchanged, fault }])
    expect(await submit()).toEqual({ kind: 'unavailable', retry: exchanged })
    expect(services.lines).toMatchObject([{ event: 'upstream_error', outcome: 'unreachable' }])
  })

  test('is an exception after a bug, and the link still works', async () => {
    const { submit } = siteTold([new TypeError('a bug'), CHANGED])
    await expect(submit()).rejects.toThrow('a bug')
    expect((await submit()).kind).toBe('changed')
  })
})
