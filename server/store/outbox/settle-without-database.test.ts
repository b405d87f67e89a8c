import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { Fault } from '#lib/fault-reason.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { sealer } from '#server/store/database-fixture.ts'
import { postgresOutbox, type Row } from './postgres-outbox.ts'
import { sealJob } from './sealed-job.ts'

type Handler = (jobs: Partial<JobWithMetadata<Row>>[]) => Promise<JobResult[]>

test('a job that cannot be stored again fails alone, and others of its batch stay completed', async () => {
  const handlers: Handler[] = []
  const boss: Partial<Record<keyof PgBoss, unknown>> = {
    getDb: () => ({ executeSql: () => Promise.reject(new Error('away')) }),
    send: () => Promise.reject(new Error('away')),
    work: async (_queue: string, _options: object, handler: Handler) => handlers.push(handler),
    offWork: async () => {},
  }
  const outbox = await postgresOutbox(boss as PgBoss, sealer, {
    async work({ id }) {
      if (id === 'busy') throw new Fault('busy', 3)
    },
    deadLetter: () => {},
  })
  const row = async (id: string) => {
    const until = new Date(Date.now() + 60_000)
    const job: Job = { kind: 'request', id, until, email: 'ada@example.com', locale: 'en' }
    const data = { sealed: await sealJob(sealer, job), attempts: 0 }
    return { id, data, retryCount: 0, createdOn: new Date() }
  }
  const batch = [await row('done'), await row('busy')]
  expect(await handlers[0]?.(batch)).toEqual([
    { id: 'done', status: 'completed' },
    { id: 'busy', status: 'failed' },
  ])
  await outbox.drain()
})
