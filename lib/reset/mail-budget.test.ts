import { expect, test } from 'vitest'
import type { Limiter } from '#lib/reset/limits.ts'
import { MailError } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { context, fakeServices, opened } from './fake-services.ts'
import { processJob } from './process-job.ts'
import { resetPassword } from './reset-password.ts'

const to = 'ada@example.com'
const notice = { kind: 'password-changed', to, locale: 'en' } as const
const link = { kind: 'reset-link', to, locale: 'en', link: 'l', minutes: 1 } as const
const until = new Date('2026-03-01T12:15:00Z')

/** Creates a budget of so many mails, which records its calls and counts refunds. */
const budgetOf = (points: number) => {
  const asked: string[] = []
  let given = 0
  const limiter: Limiter = {
    ...fakeServices().limiter,
    async takeMail(kind) {
      asked.push(kind)
      if (asked.length > points) return { waitSeconds: 1800, warning: 'used-up' }
      return { waitSeconds: 0, warning: asked.length === 1 ? 50 : null }
    },
    async refund() {
      given += 1
    },
  }
  return { limiter, asked, givenBack: () => given }
}

const mailJob = (mail: Extract<Job, { kind: 'mail' }>['mail']): Job => ({
  kind: 'mail',
  id: '1',
  until,
  mail,
})

test('a mail beyond the budget waits for the next hour in one step, with one log line for all (FR-04, LG-05)', async () => {
  const { limiter } = budgetOf(1)
  const services = fakeServices({}, { limiter })
  await processJob(services, mailJob(notice), 1)
  const refusal = await processJob(services, mailJob(notice), 1).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(MailError)
  expect(refusal).toMatchObject({ permanent: false, retryAfter: 1800 })
  expect(services.sent).toHaveLength(1)
  expect(services.lines.filter((one) => JSON.stringify(one).includes('rate_limited'))).toEqual([
    { level: 'warn', event: 'rate_limited', outcome: 'mails-50-percent' },
    { level: 'error', event: 'rate_limited', outcome: 'mails' },
  ])
})

test('each kind of mail uses its own part of the budget', async () => {
  const { limiter, asked } = budgetOf(2)
  const services = fakeServices({}, { limiter })
  await processJob(services, mailJob(link), 1)
  await processJob(services, mailJob(notice), 1)
  expect(asked).toEqual(['reset-link', 'password-changed'])
})

test('a link that has waited names the minutes that are left of it', async () => {
  const services = fakeServices()
  for (const minutes of [60, 15, 1]) await processJob(services, mailJob({ ...link, minutes }), 1)
  expect(services.sent.map(({ mail }) => 'minutes' in mail && mail.minutes)).toEqual([15, 15, 1])
})

test('a mail that could not be sent is not counted, however often it is tried', async () => {
  const { limiter, givenBack } = budgetOf(10)
  const outage = new MailError(false, 'Resend is away')
  const services = fakeServices({}, { limiter, mailer: { send: () => Promise.reject(outage) } })
  for (const attempt of [1, 2, 3]) {
    await expect(processJob(services, mailJob(notice), attempt)).rejects.toBe(outage)
  }
  expect(givenBack()).toBe(3)
})

test('a notice is mailed though it cannot be counted', async () => {
  const limiter = {
    ...fakeServices().limiter,
    reserveMail: () => Promise.reject(new Error('gone')),
  }
  const changed = { kind: 'changed', email: to } as const
  const services = fakeServices({ resetPassword: async () => changed }, { limiter })
  await resetPassword(services, context, opened(services), 'a good long password')
  expect(services.jobs).toMatchObject([{ kind: 'mail', mail: notice }])
})
