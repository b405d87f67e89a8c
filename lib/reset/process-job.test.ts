import { describe, expect, test } from 'vitest'
import { MailError } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { fakeServices } from './fake-services.ts'
import { deadLetter, processJob } from './process-job.ts'

const until = new Date('2026-03-01T12:15:00Z')
const to = 'Ada@Example.com'
const mail = 'password-changed'
const notice: Job = {
  kind: 'mail',
  id: 'changed-1',
  until,
  mail: { kind: mail, to, locale: 'en' },
  cause: 'request-1',
}
/** Fields of every line about the notice. */
const own = { mail, requestId: 'changed-1', cause: 'request-1' }
const request: Job = { kind: 'request', id: 'request-1', until, email: to, locale: 'en' }

/** Fields of every line about the request. */
const asked = { requestId: 'request-1', cause: 'request-1' }

const siteWhoseMailFails = (error: unknown) =>
  fakeServices({}, { mailer: { send: () => Promise.reject(error) } })

describe('a mail', () => {
  test('is sent under the id of its job, the same at each attempt', async () => {
    const services = fakeServices()
    await processJob(services, notice, 1)
    await processJob(services, notice, 2)
    expect(services.sent).toEqual(Array(2).fill({ mail: notice.mail, key: 'changed-1' }))
    expect(services.lines[0]).toEqual({ level: 'info', event: 'reset_mail_sent', ...own })
  })

  test('with a permanent error is logged and not retried', async () => {
    const details = { status: 403, reason: 'testing-mode' } as const
    const services = siteWhoseMailFails(new MailError(true, 'validation_error', null, details))
    await processJob(services, notice, 4)
    const line = { level: 'error', event: 'reset_mail_failed', outcome: 'refused', attempt: 4 }
    expect(services.lines).toEqual([{ ...line, ...own, ...details }])
  })

  test.each([new MailError(false, 'rate_limit_exceeded', 1), new TypeError('a bug')])(
    'with a temporary error is retried, and logged at each attempt: %s',
    async (error) => {
      const services = siteWhoseMailFails(error)
      await expect(processJob(services, notice, 2)).rejects.toBe(error)
      const line = { level: 'warn', event: 'reset_mail_failed', outcome: 'to-be-tried-again' }
      expect(services.lines).toEqual([{ ...line, ...own, attempt: 2 }])
    },
  )
})

describe('a request', () => {
  test('for an address at .invalid, such as the doctor uses, calls no upstream and sends no mail', async () => {
    const services = fakeServices({}, { mailsUnknownAddresses: true })
    await processJob(services, { ...request, email: 'doctor-1@doctor.invalid' }, 1)
    expect(services.lines).toMatchObject([{ event: 'reset_requested', outcome: 'no-account' }])
    expect(services.jobs).toEqual([])
  })

  test('is sent to the upstream', async () => {
    const services = fakeServices({ requestReset: async () => ({ kind: 'pending' }) })
    await processJob(services, request, 1)
    expect(services.lines).toMatchObject([{ event: 'reset_requested', outcome: 'pending' }])
  })

  test('is retried when the upstream fails, and logged at each attempt', async () => {
    const details = { status: 401, reason: 'wrong-key' } as const
    const fault = new UpstreamError('misconfigured', 'customer search: HTTP 401', null, details)
    const services = fakeServices({ requestReset: () => Promise.reject(fault) })
    await expect(processJob(services, request, 3)).rejects.toBe(fault)
    const line = { level: 'warn', event: 'upstream_error', outcome: 'misconfigured', attempt: 3 }
    expect(services.lines).toEqual([{ ...line, ...asked, ...details }])
  })
})

test('a dead letter is logged as an error, without its recipient', () => {
  const services = fakeServices()
  deadLetter(services, notice)
  deadLetter(services, request)
  deadLetter(services, null)
  expect(services.lines).toEqual([
    { level: 'error', event: 'reset_mail_failed', outcome: 'too-late', ...own },
    { level: 'error', event: 'upstream_error', outcome: 'given-up', ...asked },
    { level: 'error', event: 'store_error', outcome: 'unreadable', code: 'UNKNOWN_KEY' },
  ])
})
