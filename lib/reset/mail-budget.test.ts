import { expect, test } from 'vitest'
import type { Limiter } from '#lib/reset/limits.ts'
import { MailError } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { fakeSite, opened, visit } from './fake-services.ts'
import { work } from './process-job.ts'
import { resetPassword } from './reset-password.ts'

const to = 'ada@example.com'
const notice = { kind: 'password-changed', to, locale: 'en' } as const
const link = { kind: 'reset-link', to, locale: 'en', link: 'l', minutes: 1 } as const
const until = new Date('2026-03-01T12:15:00Z')

/** A budget of so many mails, what is asked of it, and how many were given back. */
const budgetOf = (points: number) => {
  const asked: string[] = []
  let given = 0
  const limiter: Limiter = {
    ...fakeSite().limiter,
    async takeMail(kind) {
      asked.push(kind)
      if (asked.length > points) return { waitSeconds: 1800, warning: 'used-up' }
      return { waitSeconds: 0, warning: asked.length === 1 ? 50 : null }
    },
    async giveBack() {
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

test('a mail beyond the budget waits for the next hour in one step, and one log line stands for all (FR-04, LG-05)', async () => {
  const { limiter } = budgetOf(1)
  const site = fakeSite({}, { limiter })
  await work(site, mailJob(notice), 1)
  const refusal = await work(site, mailJob(notice), 1).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(MailError)
  expect(refusal).toMatchObject({ final: false, retryAfter: 1800 })
  expect(site.sent).toHaveLength(1)
  expect(site.lines.filter((one) => JSON.stringify(one).includes('rate_limited'))).toEqual([
    { level: 'warn', event: 'rate_limited', outcome: 'mails-50-percent' },
    { level: 'error', event: 'rate_limited', outcome: 'mails' },
  ])
})

test('each kind of mail uses its own part of the budget', async () => {
  const { limiter, asked } = budgetOf(2)
  const site = fakeSite({}, { limiter })
  await work(site, mailJob(link), 1)
  await work(site, mailJob(notice), 1)
  expect(asked).toEqual(['link', 'notice'])
})

test('a link that has waited names the minutes that are left of it', async () => {
  const site = fakeSite()
  for (const minutes of [60, 15, 1]) await work(site, mailJob({ ...link, minutes }), 1)
  expect(site.sent.map(({ mail }) => 'minutes' in mail && mail.minutes)).toEqual([15, 15, 1])
})

test('a mail that could not be sent is not counted, however often it is tried', async () => {
  const { limiter, givenBack } = budgetOf(10)
  const outage = new MailError('Resend is away', false)
  const site = fakeSite({}, { limiter, postman: { send: () => Promise.reject(outage) } })
  for (const attempt of [1, 2, 3]) {
    await expect(work(site, mailJob(notice), attempt)).rejects.toBe(outage)
  }
  expect(givenBack()).toBe(3)
})

test('a notice is mailed though it cannot be counted', async () => {
  const limiter = { ...fakeSite().limiter, promiseMail: () => Promise.reject(new Error('gone')) }
  const changed = { kind: 'changed', email: to } as const
  const site = fakeSite({ resetPassword: async () => changed }, { limiter })
  await resetPassword(site, visit, opened(site), 'a good long password')
  expect(site.jobs).toMatchObject([{ kind: 'mail', mail: notice }])
})
