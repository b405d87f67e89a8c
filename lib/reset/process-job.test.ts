import { describe, expect, test } from 'vitest'
import { MailError } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { fakeSite } from './fake-services.ts'
import { giveUp, work } from './process-job.ts'

const until = new Date('2026-03-01T12:15:00Z')
const to = 'Ada@Example.com'
const notice: Job = {
  kind: 'mail',
  id: 'changed-1',
  until,
  mail: { kind: 'password-changed', to, locale: 'en' },
}
const request: Job = { kind: 'request', id: 'request-1', until, email: to, locale: 'en' }

const siteWhoseMailFails = (error: unknown) =>
  fakeSite({}, { postman: { send: () => Promise.reject(error) } })

describe('a mail', () => {
  test('is sent under the id of its job, the same at each attempt', async () => {
    const site = fakeSite()
    await work(site, notice, 1)
    await work(site, notice, 2)
    expect(site.sent).toEqual([
      { mail: notice.mail, key: 'changed-1' },
      { mail: notice.mail, key: 'changed-1' },
    ])
    expect(site.lines[0]).toEqual({
      level: 'info',
      event: 'reset_mail_sent',
      mail: 'password-changed',
      requestId: 'changed-1',
    })
  })

  test('that will never be taken is logged and left alone', async () => {
    const details = { status: 403, reason: 'testing-mode' } as const
    const site = siteWhoseMailFails(new MailError('validation_error', true, null, details))
    await work(site, notice, 4)
    expect(site.lines).toEqual([
      {
        level: 'error',
        event: 'reset_mail_failed',
        outcome: 'refused',
        mail: 'password-changed',
        requestId: 'changed-1',
        attempt: 4,
        ...details,
      },
    ])
  })

  test.each([new MailError('rate_limit_exceeded', false, 1), new TypeError('a bug')])(
    'that may be taken later is tried again, which is logged at each attempt: %s',
    async (error) => {
      const site = siteWhoseMailFails(error)
      await expect(work(site, notice, 2)).rejects.toBe(error)
      expect(site.lines).toEqual([
        {
          level: 'warn',
          event: 'reset_mail_failed',
          outcome: 'to-be-tried-again',
          mail: 'password-changed',
          requestId: 'changed-1',
          attempt: 2,
        },
      ])
    },
  )
})

describe('a request', () => {
  test('is worked with the upstream', async () => {
    const site = fakeSite({ requestReset: async () => ({ kind: 'pending' }) })
    await work(site, request, 1)
    expect(site.lines).toMatchObject([{ event: 'reset_requested', outcome: 'pending' }])
  })

  test('is tried again when the upstream fails, which is logged at each attempt', async () => {
    const details = { status: 401, reason: 'wrong-key' } as const
    const fault = new UpstreamError('misconfigured', 'customer search: HTTP 401', null, details)
    const site = fakeSite({ requestReset: () => Promise.reject(fault) })
    await expect(work(site, request, 3)).rejects.toBe(fault)
    expect(site.lines).toEqual([
      {
        level: 'warn',
        event: 'upstream_error',
        outcome: 'misconfigured',
        requestId: 'request-1',
        attempt: 3,
        ...details,
      },
    ])
  })
})

test('what is given up is logged as an error, without whom it was for', () => {
  const site = fakeSite()
  giveUp(site, notice)
  giveUp(site, request)
  giveUp(site, null)
  expect(site.lines).toEqual([
    {
      level: 'error',
      event: 'reset_mail_failed',
      outcome: 'too-late',
      mail: 'password-changed',
      requestId: 'changed-1',
    },
    { level: 'error', event: 'upstream_error', outcome: 'given-up', requestId: 'request-1' },
    { level: 'error', event: 'store_error', outcome: 'unreadable', code: 'UNKNOWN_KEY' },
  ])
})
