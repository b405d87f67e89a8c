import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { context, fakeServices, opened } from '#lib/reset/fake-services.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { requestReset } from '#lib/reset/request-reset.ts'
import { resetPassword } from '#lib/reset/reset-password.ts'
import { flowCookie } from '#server/http/cookies.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import { DEAD_QUEUE, openQueues } from '#server/store/outbox/postgres-outbox.ts'
import { postgresChangeLock } from '#server/store/postgres-change-lock.ts'

const DOCUMENT = readFileSync('docs/security.md', 'utf8')
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Reads from the document's table how long something is kept. */
const told = (what: string) =>
  new RegExp(`^\\| ${what} +\\|.*\\| (.+?) *\\|$`, 'm').exec(DOCUMENT)?.[1]

const database = temporaryDatabase()

test('a browser that has opened a link has a quarter of an hour (TK-03, TK-09)', async () => {
  const { maxAge } = await flowCookie(fakeServices(), { kind: 'done', attempt: 'any', email: null })
  expect(told('where a browser stands')).toBe(`${maxAge / MINUTE} minutes`)
})

test('an accepted job is kept until it is done or dead-lettered, and some time after (CF-06)', async () => {
  const services = fakeServices({
    resetPassword: async () => ({ kind: 'changed', email: 'ada@x.example' }),
  })
  const seconds = (job?: Job) => ((job?.until.getTime() ?? 0) - services.now().getTime()) / 1000
  await requestReset(services, context, 'ada@x.example')
  await resetPassword(services, context, opened(services), 'a good long password')
  const [request, notice] = services.jobs

  const boss = await openQueues(database(), () => {})
  const queues = await Promise.all(['request', 'mail', DEAD_QUEUE].map((one) => boss.getQueue(one)))
  await boss.stop({ graceful: false })
  const [deleted, ...others] = new Set(queues.map((queue) => queue?.deleteAfterSeconds))
  expect(others).toEqual([])

  expect(told('an accepted request, a mail to send')).toBe(
    `until it is done and ${(deleted ?? 0) / MINUTE} minutes more; a request is given up after ` +
      `${seconds(request) / MINUTE} minutes, the notice of a change after ${seconds(notice) / HOUR} hours`,
  )
  expect(told('what could not be done')).toBe(
    `${(queues[2]?.retentionSeconds ?? 0) / DAY} days, for \`npm run outbox\``,
  )
})

test('the state of a tried link is kept for an hour (CF-06)', async () => {
  const attempts = postgresChangeLock(database(), sealer)
  await attempts.runOnce(opened(fakeServices()), 'any', async () => ({ kind: 'changed' }))
  const [row] = await database().query<{ minutes: number }>(
    'select round(extract(epoch from expires_at - settled_at) / 60)::int as minutes from attempts',
  )
  expect(told('that a link was tried or used')).toBe(`${row?.minutes} minutes after the last try`)
})
