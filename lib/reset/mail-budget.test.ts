import { expect, test } from 'vitest'
import type { Limiter } from '#lib/limits/limits.ts'
import { MailError } from '#lib/mail/mail.ts'
import type { Job } from '#lib/outbox/outbox.ts'
import { fakeSite } from './fake-site.ts'
import { work } from './work.ts'

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
    async takeMail(share) {
      asked.push(share)
      if (asked.length > points) return { waitSeconds: 1800, warning: 'used-up' }
      return { waitSeconds: 0, warning: asked.length === 1 ? 50 : null }
    },
    async giveBack() {
      given += 1
    },
  }
  return { limiter, asked, givenBack: () => given }
}

const mailJob = (mail: Extract<Job, { kind: 'mail' }>['mail'], more: Partial<Job> = {}): Job => ({
  ...more,
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
  const { limiter, asked } = budgetOf(3)
  const site = fakeSite({}, { limiter })
  await work(site, mailJob(link, { isFirst: true }), 1)
  await work(site, mailJob(link), 1)
  await work(site, mailJob(notice), 1)
  expect(asked).toEqual(['first', 'anybody', 'notice'])
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
