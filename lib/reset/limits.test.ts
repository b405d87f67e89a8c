import { describe, expect, test } from 'vitest'
import type { Limiter, LimitName } from '#lib/limits/limits.ts'
import { MailError } from '#lib/mail/mail.ts'
import type { Job } from '#lib/outbox/outbox.ts'
import { type ResetTicket, UpstreamError } from '#lib/upstream/upstream.ts'
import { fakeSite, opened, ticket, visit } from './fake-site.ts'
import { requestReset, workRequest } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { work } from './work.ts'

const PASSWORDS = ['one good password', 'two good passwords', 'three good passwords']

/** A limiter that allows so many of each name and key, and writes down what it is asked. */
const allowing = (points: Partial<Record<LimitName, number>>) => {
  const counted: string[] = []
  const limiter: Limiter = {
    async count(name, key) {
      counted.push(`${name} ${key}`)
      const times = counted.filter((one) => one === `${name} ${key}`).length
      return times > (points[name] ?? Number.POSITIVE_INFINITY) ? 60 : null
    },
    async giveBack(name, key) {
      counted.splice(counted.lastIndexOf(`${name} ${key}`), 1)
    },
  }
  return { limiter, counted }
}

describe.each<LimitName>(['addressHourly', 'addressDaily'])('beyond the limit of %s', (name) => {
  test.each(['ada@example.com', 'no-one@example.com'])(
    'a request for %s has the same answer, and is put down no more (FR-03)',
    async (email) => {
      const site = fakeSite({}, allowing({ [name]: 2 }))
      const answers: unknown[] = []
      for (const id of ['1', '2', '3', '4']) {
        answers.push(await requestReset(site, { ...visit, id }, email))
      }
      expect(answers).toEqual([undefined, undefined, undefined, undefined])
      expect(site.jobs.map(({ id }) => id)).toEqual(['1', '2'])
      expect(site.lines.slice(2)).toEqual([
        { level: 'warn', event: 'rate_limited', outcome: 'address', requestId: '3' },
        { level: 'warn', event: 'rate_limited', outcome: 'address', requestId: '4' },
      ])
    },
  )
})

test('a request is counted by its address, in any spelling, before the upstream hears of it (FR-03)', async () => {
  const { limiter, counted } = allowing({ addressHourly: 1 })
  const site = fakeSite({}, { limiter })
  await requestReset(site, { ...visit, id: '1' }, 'Ada@Example.com')
  await requestReset(site, { ...visit, id: '2' }, 'AD\uff21@example.com')
  expect(counted.filter((one) => one.startsWith('addressHourly'))).toEqual([
    'addressHourly ada@example.com',
    'addressHourly ada@example.com',
  ])
  expect(site.jobs).toHaveLength(1)
})

describe('passwords that reach the upstream', () => {
  const site = (hasShortTokens: boolean) => {
    const calls: string[] = []
    const { limiter, counted } = allowing({ attempts: 2 })
    const resetPassword = async (_: ResetTicket, password: string) => {
      calls.push(password)
      return { kind: 'link-invalid' as const }
    }
    return { made: fakeSite({ hasShortTokens, resetPassword }, { limiter }), calls, counted }
  }
  const newer = { ...ticket, token: 'a newer token' }

  test('are limited by link: beyond, the link is dead and the upstream not asked', async () => {
    const { made, calls } = site(false)
    for (const password of PASSWORDS) {
      expect(await resetPassword(made, visit, opened(made), password)).toEqual({
        kind: 'link-invalid',
      })
    }
    expect(calls).toEqual(PASSWORDS.slice(0, 2))
    expect(made.lines.at(-1)).toEqual({
      level: 'warn',
      event: 'rate_limited',
      outcome: 'attempts',
      requestId: visit.id,
    })
    await resetPassword(made, visit, opened(made, newer), PASSWORDS[2] ?? '')
    expect(calls).toHaveLength(3)
  })

  test('are limited by customer where tokens are short: another guess, or spelling, is no other count (TK-10)', async () => {
    const { made, calls, counted } = site(true)
    const spellings = ['Ada@Example.com', 'a\u200bda@example.com', '\uff41da@example.com.']
    for (const [number, password] of PASSWORDS.entries()) {
      const subject = spellings[number] ?? ''
      const guess = { ...ticket, subject, token: `guess${number}` }
      await resetPassword(made, visit, opened(made, guess), password)
    }
    expect(calls).toEqual(PASSWORDS.slice(0, 2))
    expect(new Set(counted)).toEqual(new Set(['attempts ada@example.com']))
  })

  test.each(['unreachable', 'busy'] as const)(
    'are not used up by an upstream that is %s: the link works as long as it can',
    async (reason) => {
      const { limiter, counted } = allowing({ attempts: 2 })
      const upstream = {
        resetPassword: () => Promise.reject(new UpstreamError(reason, 'for the test')),
      }
      const made = fakeSite(upstream, { limiter })
      for (const password of [...PASSWORDS, ...PASSWORDS]) {
        expect(await resetPassword(made, visit, opened(made), password)).toEqual({
          kind: 'unavailable',
          retry: ticket,
        })
      }
      expect(counted).toEqual([])
    },
  )

  test('leave the customer the ticket when the count cannot be given back', async () => {
    const upstream = {
      resetPassword: () => Promise.reject(new UpstreamError('unreachable', 'for the test')),
    }
    const { limiter } = allowing({})
    const giveBack = () => Promise.reject(new Error('the database is away'))
    const made = fakeSite(upstream, { limiter: { ...limiter, giveBack } })
    const result = await resetPassword(made, visit, opened(made), PASSWORDS[0] ?? '')
    expect(result).toEqual({ kind: 'unavailable', retry: ticket })
  })

  test('are not counted where a rule refuses them first', async () => {
    const { made, counted } = site(false)
    await resetPassword(made, visit, opened(made), 'short')
    expect(counted).toEqual([])
  })
})

test('beyond the budget of mails a mail waits as long as the limit says, and is not sent (FR-04)', async () => {
  const { limiter, counted } = allowing({ mails: 1 })
  const site = fakeSite({}, { limiter })
  const mail = { kind: 'password-changed' as const, to: 'ada@example.com', locale: 'en' }
  const until = new Date('2026-03-01T12:15:00Z')
  const jobs = ['1', '2'].map((id): Job => ({ kind: 'mail', id, until, mail }))
  const [first, second] = jobs
  if (!first || !second) return expect.fail('no jobs')
  await work(site, first, 1)
  const refusal = await work(site, second, 1).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(MailError)
  expect(refusal).toMatchObject({ final: false, retryAfter: 60 })
  expect(site.sent.map(({ key }) => key)).toEqual(['1'])
  expect(counted).toEqual(['mails all', 'mails all'])
  expect(site.lines.at(-1)).toMatchObject({ level: 'error', outcome: 'mails', requestId: '2' })
})

test('a mail that could not be sent counts as none, however often it is tried', async () => {
  const { limiter, counted } = allowing({ mails: 1 })
  const outage = new MailError('Resend is away', false)
  const site = fakeSite({}, { limiter, postman: { send: () => Promise.reject(outage) } })
  const mail = { kind: 'password-changed' as const, to: 'ada@example.com', locale: 'en' }
  const job: Job = { kind: 'mail', id: '1', until: new Date('2026-03-01T12:15:00Z'), mail }
  for (const attempt of [1, 2, 3]) await expect(work(site, job, attempt)).rejects.toBe(outage)
  expect(counted).toEqual([])
})

test('a request whose mail is already put down does not ask the upstream again', async () => {
  let asked = 0
  const site = fakeSite({
    async requestReset() {
      asked += 1
      return { kind: 'deliver', to: 'ada@example.com', ticket }
    },
  })
  await requestReset(site, visit, 'ada@example.com')
  const [job] = site.jobs
  if (job?.kind !== 'request') return expect.fail('no request was put down')
  await workRequest(site, job)
  await workRequest(site, job)
  expect(asked).toBe(1)
  expect(site.links()).toHaveLength(1)
})
