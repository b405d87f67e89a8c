import { describe, expect, test } from 'vitest'
import type { Limiter } from '#lib/reset/limits.ts'
import { type ResetTicket, UpstreamError } from '#lib/reset/upstream.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { invite } from './invite.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'

type Asked = Parameters<typeof requestReset>

const PASSWORDS = ['one good password', 'two good passwords', 'three good passwords']

/** Creates a limiter that allows so many per name and key, and records its calls. */
const allowing = (points: Partial<Record<'address' | 'attempts' | 'invited', number>>) => {
  const counted: string[] = []
  const countOf = (name: keyof typeof points, key: string) => {
    counted.push(`${name} ${key}`)
    const times = counted.filter((one) => one === `${name} ${key}`).length
    return times > (points[name] ?? Number.POSITIVE_INFINITY) ? null : times
  }
  const limiter: Limiter = {
    ...fakeServices().limiter,
    count: async (name, key) =>
      (name === 'attempts' || name === 'invited') && countOf(name, key) === null ? 60 : null,
    countAddress: async (address) => countOf('address', address),
    async refund(name, key) {
      counted.splice(counted.lastIndexOf(`${name} ${key}`), 1)
    },
  }
  return { limiter, counted }
}

describe('beyond the limit of an address', () => {
  test.each(['ada@example.com', 'no-one@example.com'])(
    'a request for %s has the same answer, and is not stored (FR-03)',
    async (email) => {
      const services = fakeServices({}, allowing({ address: 2 }))
      const answers: unknown[] = []
      for (const id of ['1', '2', '3', '4']) {
        answers.push(await requestReset(services, { ...context, id }, email))
      }
      expect(answers).toEqual([undefined, undefined, undefined, undefined])
      expect(services.jobs.map(({ id }) => id)).toEqual(['1', '2'])
      expect(services.lines.slice(2)).toEqual([
        { level: 'warn', event: 'rate_limited', outcome: 'address', requestId: '3', cause: '3' },
        { level: 'warn', event: 'rate_limited', outcome: 'address', requestId: '4', cause: '4' },
      ])
    },
  )
})

test('a request is counted by its address, in upper or lower case, before the upstream is called (FR-03)', async () => {
  const { limiter, counted } = allowing({ address: 1 })
  const services = fakeServices({}, { limiter })
  await requestReset(services, { ...context, id: '1' }, 'Ada@Example.com')
  await requestReset(services, { ...context, id: '2' }, 'ADA@example.com')
  expect(counted).toEqual(['address ada@example.com', 'address ada@example.com'])
  expect(services.jobs).toHaveLength(1)
  // Requests for a lookalike address do not use up those of the address.
  await requestReset(services, { ...context, id: '3' }, 'ad\uff41@example.com')
  expect(counted.at(-1)).toBe('address ad\uff41@example.com')
})

test('a request stays counted if it was stored although its answer was lost', async () => {
  const { limiter, counted } = allowing({ address: 1 })
  const add = () => Promise.reject(new Error('connection lost'))
  const services = fakeServices({}, { limiter, outbox: { add, has: async () => true } })
  await expect(requestReset(services, context, 'ada@example.com')).rejects.toThrow('lost')
  expect(counted).toEqual(['address ada@example.com'])
})

test('a request that cannot be stored is not counted, so the next one is accepted', async () => {
  const { limiter, counted } = allowing({ address: 1, invited: 1 })
  const full = { add: () => Promise.reject(new Error('disk full')), has: async () => false }
  const failing = fakeServices({}, { limiter, outbox: full })
  const services = fakeServices({}, { limiter })
  for (const ask of [requestReset, (...[own, its, to]: Asked) => invite(own, its, to, 14)]) {
    await expect(ask(failing, context, 'Ada@Example.com')).rejects.toThrow('disk full')
    expect(counted).toEqual([])
    await ask(services, context, 'Ada@Example.com')
    counted.length = 0
  }
  expect(services.jobs.map(({ kind }) => kind)).toEqual(['request', 'mail'])
})

describe('passwords that reach the upstream', () => {
  const services = (hasShortTokens: boolean) => {
    const calls: string[] = []
    const { limiter, counted } = allowing({ attempts: 2 })
    const resetPassword = async (_: ResetTicket, password: string) => {
      calls.push(password)
      return { kind: 'link-invalid' as const }
    }
    return { made: fakeServices({ hasShortTokens, resetPassword }, { limiter }), calls, counted }
  }
  const newer = { ...ticket, token: 'a newer token' }

  test('are limited by link: beyond the limit the link is invalid, and the upstream is not called', async () => {
    const { made, calls } = services(false)
    for (const password of PASSWORDS) {
      expect(await resetPassword(made, context, opened(made), password)).toEqual({
        kind: 'link-invalid',
      })
    }
    expect(calls).toEqual(PASSWORDS.slice(0, 2))
    expect(made.lines.at(-1)).toEqual({
      level: 'warn',
      event: 'rate_limited',
      outcome: 'attempts',
      requestId: context.id,
    })
    await resetPassword(made, context, opened(made, newer), PASSWORDS[2] ?? '')
    expect(calls).toHaveLength(3)
  })

  test('are limited by customer where tokens are short, in any spelling (TK-10)', async () => {
    const { made, calls, counted } = services(true)
    const spellings = ['Ada@Example.com', 'a\u200bda@example.com', '\uff41da@example.com.']
    for (const [number, password] of PASSWORDS.entries()) {
      const subject = spellings[number] ?? ''
      const guess = { ...ticket, subject, token: `guess${number}` }
      await resetPassword(made, context, opened(made, guess), password)
    }
    expect(calls).toEqual(PASSWORDS.slice(0, 2))
    expect(new Set(counted)).toEqual(new Set(['attempts ada@example.com']))
  })

  test.each(['unreachable', 'busy'] as const)(
    'are not counted while the upstream is %s: the link stays valid',
    async (reason) => {
      const { limiter, counted } = allowing({ attempts: 2 })
      const upstream = {
        resetPassword: () => Promise.reject(new UpstreamError(reason, 'for the test')),
      }
      const made = fakeServices(upstream, { limiter })
      for (const password of [...PASSWORDS, ...PASSWORDS]) {
        expect(await resetPassword(made, context, opened(made), password)).toEqual({
          kind: 'unavailable',
          retry: ticket,
        })
      }
      expect(counted).toEqual([])
    },
  )

  test('leave the ticket to the customer even if the refund fails', async () => {
    const upstream = {
      resetPassword: () => Promise.reject(new UpstreamError('unreachable', 'for the test')),
    }
    const { limiter } = allowing({})
    const giveBack = () => Promise.reject(new Error('the database is away'))
    const made = fakeServices(upstream, { limiter: { ...limiter, refund: giveBack } })
    const result = await resetPassword(made, context, opened(made), PASSWORDS[0] ?? '')
    expect(result).toEqual({ kind: 'unavailable', retry: ticket })
  })

  test('are not counted where a rule refuses them first', async () => {
    const { made, counted } = services(false)
    await resetPassword(made, context, opened(made), 'short')
    expect(counted).toEqual([])
  })
})
