import { describe, expect, test } from 'vitest'
import { type ResetOutcome, type ResetTicket, UpstreamError } from '#lib/reset/upstream.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { resetPassword } from './reset-password.ts'
import type { Services } from './services.ts'

const PASSWORD = 'a good long password'
const CHANGED: ResetOutcome = { kind: 'changed', email: 'Ada@Example.com' }
const exchanged: ResetTicket = { ...ticket, token: 'what the code was exchanged for' }

/** A site whose upstream gives these answers one after the other, and writes down what it was given. */
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
  return { services: services, calls }
}

describe('a password', () => {
  test.each([
    ['', 'required'],
    ['too short', 'too-short'],
    ['x'.repeat(1025), 'too-long'],
    ['has a NUL \0 inside', 'unusable'],
    ['ada@example.com', 'address'],
  ])('that breaks a rule costs no token: %# (PW-13)', async (password, reason) => {
    const { services, calls } = siteTold([])
    const result = await resetPassword(services, context, opened(services), password)
    expect(result).toEqual({ kind: 'password-refused', reason, retry: ticket })
    expect(calls).toEqual([])
  })

  test('that is known from breaches costs no token, and is not looked up if we refuse it (PW-07)', async () => {
    const lookups: string[] = []
    const isBreached = async (password: string) => lookups.push(password) > 0
    const isBlocked: Services['isBlocked'] = async (password) =>
      password === PASSWORD ? null : 'common'
    const { services, calls } = siteTold([], { isBreached, isBlocked })
    const result = await resetPassword(services, context, opened(services), PASSWORD)
    expect(result).toEqual({ kind: 'password-refused', reason: 'breached', retry: ticket })
    for (const own of ['short', 'ada@example.com', 'on the blocklist'])
      await resetPassword(services, context, opened(services), own)
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
      const { services, calls } = siteTold([], { isBlocked })
      const result = await resetPassword(services, context, opened(services), PASSWORD)
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
    const { services, calls } = siteTold([CHANGED])
    await resetPassword(services, context, opened(services), password)
    expect(calls).toEqual([[ticket, password]])
  })

  test('is in no line of the log, and neither is the ticket (PW-14)', async () => {
    const fault = new UpstreamError('unexpected', 'password change: HTTP 500')
    const { services } = siteTold([fault, { kind: 'unconfirmed', retry: ticket }, CHANGED])
    for (let times = 0; times < 3; times += 1)
      await resetPassword(services, context, opened(services), PASSWORD)
    const log = JSON.stringify(services.lines)
    for (const secret of [PASSWORD, ticket.token, ticket.subject, 'Example.com'])
      expect(log).not.toContain(secret)
  })
})

describe('what becomes of a change', () => {
  test('is told: it is made', async () => {
    const { services } = siteTold([CHANGED])
    expect(await resetPassword(services, context, opened(services), PASSWORD)).toEqual({
      kind: 'changed',
    })
    expect(services.lines).toMatchObject([{ event: 'password_changed', requestId: context.id }])
  })

  test('is told: the link is dead', async () => {
    const { services } = siteTold([{ kind: 'link-invalid' }])
    expect(await resetPassword(services, context, opened(services), PASSWORD)).toEqual({
      kind: 'link-invalid',
    })
    expect(services.lines).toMatchObject([{ event: 'link_invalid' }])
  })

  test('is told: the upstream refuses the password, and gives the ticket to go on with', async () => {
    const { services, calls } = siteTold([{ kind: 'password-refused', retry: exchanged }, CHANGED])
    const refused = await resetPassword(services, context, opened(services), PASSWORD)
    expect(refused).toEqual({ kind: 'password-refused', reason: 'refused', retry: exchanged })
    expect(
      await resetPassword(
        services,
        context,
        { ...opened(services), ticket: exchanged },
        'another good password',
      ),
    ).toEqual({
      kind: 'changed',
    })
    expect(calls.map(([{ token }]) => token)).toEqual([ticket.token, exchanged.token])
  })

  test('is told: nobody knows, and the same form may be sent again', async () => {
    const details = { status: 200, reason: 'not-json' } as const
    const { services } = siteTold([{ kind: 'unconfirmed', retry: exchanged, details }, CHANGED])
    expect(await resetPassword(services, context, opened(services), PASSWORD)).toEqual({
      kind: 'unconfirmed',
      retry: exchanged,
    })
    expect(services.lines).toMatchObject([{ level: 'warn', outcome: 'unconfirmed', ...details }])
    expect(services.jobs).toEqual([])
    expect(
      (await resetPassword(services, context, { ...opened(services), ticket: exchanged }, PASSWORD))
        .kind,
    ).toBe('changed')
  })

  test('is told: a fault before anything was spent leaves the ticket as it was', async () => {
    const details = { status: 503, reason: 'unavailable' } as const
    const fault = new UpstreamError('busy', 'password change: HTTP 503', 30, details)
    const { services } = siteTold([fault, CHANGED])
    const first = await resetPassword(services, context, opened(services), PASSWORD)
    expect(first).toEqual({ kind: 'unavailable', retry: ticket })
    expect(services.lines).toMatchObject([
      {
        ...{ level: 'error', event: 'upstream_error', outcome: 'busy', requestId: context.id },
        ...details,
      },
    ])
    expect((await resetPassword(services, context, opened(services), PASSWORD)).kind).toBe(
      'changed',
    )
  })

  test('is told: a fault after the code was exchanged brings the only ticket to go on with', async () => {
    const fault = new UpstreamError('unreachable', 'password change: no answer')
    const { services } = siteTold([{ kind: 'interrupted', retry: exchanged, fault }])
    expect(await resetPassword(services, context, opened(services), PASSWORD)).toEqual({
      kind: 'unavailable',
      retry: exchanged,
    })
    expect(services.lines).toMatchObject([{ event: 'upstream_error', outcome: 'unreachable' }])
  })

  test('is not made up: a bug of ours is thrown, and the link lives', async () => {
    const { services } = siteTold([new TypeError('a bug'), CHANGED])
    await expect(resetPassword(services, context, opened(services), PASSWORD)).rejects.toThrow(
      'a bug',
    )
    expect((await resetPassword(services, context, opened(services), PASSWORD)).kind).toBe(
      'changed',
    )
  })
})
