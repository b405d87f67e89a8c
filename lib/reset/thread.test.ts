import { expect, test } from 'vitest'
import type { ResetOutcome, Upstream } from '#lib/reset/upstream.ts'
import { context, type FakeServices, fakeServices, ticket } from './fake-services.ts'
import { openLink } from './open-link.ts'
import { query, raw } from './open-link-fixture.ts'
import { processJob } from './process-job.ts'
import { receiveToken } from './receive-token.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'

const PASSWORD = 'a good long password'
const asking = { ...context, id: 'the-cause' }
const later = { ...context, id: 'a-later-request' }
const changed = async (): Promise<ResetOutcome> => ({ kind: 'changed', email: ticket.email })

/** Processes all jobs, also those that others add. */
async function work(services: FakeServices) {
  for (const job of services.jobs) await processJob(services, job, 1)
}

/** Lists the lines as `event cause`. */
const threads = ({ lines }: FakeServices) =>
  (lines as { event: string; cause?: string }[]).map(({ event, cause }) => `${event} ${cause}`)

const whole = [
  ...['reset_requested', 'reset_requested', 'reset_mail_sent', 'link_opened', 'password_refused'],
  ...['password_changed', 'reset_mail_sent'],
].map((event) => `${event} the-cause`)

/** Opens a link, tries a short password, then sets a good one. */
async function changeWith(services: FakeServices, search: string) {
  const opened = await openLink(services, later, search)
  if (opened.kind !== 'open') return expect.fail(opened.kind)
  await resetPassword(services, later, opened, 'short')
  await resetPassword(services, later, opened, PASSWORD)
  await work({ ...services, jobs: services.jobs.slice(-1) })
}

test('every line of a reset has the id of its request, from form to notice (LG-06)', async () => {
  const services = fakeServices({
    requestReset: async () => ({ kind: 'deliver', to: 'ada@example.com', ticket }),
    resetPassword: changed,
  })
  await requestReset(services, asking, 'ada@example.com')
  await work(services)
  await changeWith(services, services.links()[0]?.search ?? '')
  expect(threads(services)).toEqual(whole)
})

test('a token that the upstream pushes joins the request of its username (LG-06)', async () => {
  const services = fakeServices({
    requestReset: async () => ({ kind: 'pending' }),
    resetPassword: changed,
    readWebhook: async () => ({
      ...{ kind: 'token', eventId: 'event-1', to: 'ada@example.com', username: 'Ada@Example.com' },
      ...{ ticket, code: null, issuedAt: services.now() },
    }),
  })
  await requestReset(services, asking, 'ada@example.com')
  await work(services)
  services.pass(2)
  await receiveToken(services, later, new Request('https://account.example.com/hook'))
  await work({ ...services, jobs: services.jobs.slice(-1) })
  await changeWith(services, services.links()[0]?.search ?? '')
  expect(threads(services)).toEqual(whole.toSpliced(2, 0, 'webhook_received the-cause'))
  expect(services.lines[3]).toMatchObject({ event: 'reset_mail_sent', seconds: 2 })
})

test.each<[string, Upstream['requestReset'], string, string]>([
  [
    'joins the request of its customer where the upstream names them',
    async () => ({ kind: 'sent', subject: ticket.subject }),
    'the-cause',
    'the-cause',
  ],
  [
    'joins the request at the change, by the address, where the request names no customer',
    async () => ({ kind: 'sent' }),
    'undefined',
    'the-cause',
  ],
])('a raw link %s', async (_, requestReset_, opened, done) => {
  const services = fakeServices({ ...raw, requestReset: requestReset_, resetPassword: changed })
  await requestReset(services, asking, 'ada@example.com')
  await work(services)
  await changeWith(services, query('raw-token-1'))
  expect(threads(services).slice(2)).toEqual([
    `link_opened ${opened}`,
    `password_refused ${opened}`,
    `password_changed ${done}`,
    `reset_mail_sent ${done}`,
  ])
  const customer = services.sealer.keyedHash('customer', ticket.subject)
  expect(services.lines.slice(2, 5)).toMatchObject(Array(3).fill({ customer }))
})
