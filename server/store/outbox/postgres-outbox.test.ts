import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Fault } from '#lib/fault-reason.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { createSealer } from '#lib/sealer.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import {
  DEAD_QUEUE,
  type DurableOutbox,
  openQueues,
  postgresOutbox,
  type Row,
} from './postgres-outbox.ts'
import { openJob, sealJob } from './sealed-job.ts'

const PATIENCE = { timeout: 40_000, interval: 20 }
const email = 'somebody@example.com'

type Act = (attempt: number) => Promise<void>

const database = temporaryDatabase()
let boss: PgBoss
let outbox: DurableOutbox
/** Handlers of jobs by id. The other two record the runs, and the dead letters. */
const acts = new Map<string, Act>()
const worked: { id: string; attempt: number; at: number }[] = []
const givenUp: string[] = []

beforeAll(async () => {
  boss = await openQueues(database(), () => {})
  outbox = await postgresOutbox(boss, sealer, {
    async work({ id }, attempt) {
      worked.push({ id, attempt, at: Date.now() })
      await acts.get(id)?.(attempt)
    },
    deadLetter: (job) => void givenUp.push(job?.id ?? 'unreadable'),
  })
}, 120_000)
afterAll(() => outbox.close(), 20_000)

const request = (seconds: number, act: Act = async () => {}): Job => {
  const id = randomUUID()
  acts.set(id, act)
  return { kind: 'request', id, until: new Date(Date.now() + seconds * 1000), email, locale: 'en' }
}

const workedOf = ({ id }: Job) => worked.filter((one) => one.id === id)
const attemptsOf = (job: Job) => workedOf(job).map(({ attempt }) => attempt)
const deadLetters = () => boss.findJobs<Row>(DEAD_QUEUE)

/** Waits until jobs that are added now are processed, and so all that were due before. */
const laterJobs = async () => {
  for (const later of [request(60), request(60)]) {
    await outbox.add(later)
    await vi.waitFor(() => expect(attemptsOf(later)).toEqual([1]), PATIENCE)
  }
}

describe.concurrent('a job', { timeout: 60_000 }, () => {
  test('is processed once, and is known as soon as it is stored', async () => {
    const job = request(60)
    expect(await outbox.has('request', job.id)).toBe(false)
    await outbox.add(job)
    expect(await outbox.has('request', job.id)).toBe(true)
    expect(await outbox.has('mail', job.id)).toBe(false)
    await vi.waitFor(() => expect(attemptsOf(job)).toEqual([1]), PATIENCE)
    await laterJobs()
    expect(attemptsOf(job)).toEqual([1])
    expect(await outbox.has('request', job.id)).toBe(true)
  })

  test('with a known id is dropped, whether that job waits or is done', async () => {
    const job = request(60)
    await Promise.all([outbox.add(job), outbox.add(job)])
    await vi.waitFor(() => expect(attemptsOf(job)).toEqual([1]), PATIENCE)
    await outbox.add(job)
    await laterJobs()
    expect(attemptsOf(job)).toEqual([1])
  })

  test('that fails is tried again until it works (ML-08)', async () => {
    const job = request(60, async (attempt) => {
      if (attempt < 3) throw new Error('not yet')
    })
    await outbox.add(job)
    await vi.waitFor(() => expect(attemptsOf(job)).toEqual([1, 2, 3]), PATIENCE)
    expect(givenUp).not.toContain(job.id)
  })

  test('of a flood runs after the others, and leaves a worker free for them', async () => {
    const open = Promise.withResolvers<void>()
    const held = () => ({ ...request(60, () => open.promise), priority: -20 })
    const flood = Array.from({ length: 60 }, held)
    await Promise.all(flood.map((job) => outbox.add(job)))
    const begun = () => flood.filter((job) => attemptsOf(job).length > 0).length
    const honest = request(60)
    await outbox.add(honest)
    await vi.waitFor(() => expect(attemptsOf(honest)).toEqual([1]), PATIENCE)
    expect(begun()).toBeLessThan(60)
    open.resolve()
    await vi.waitFor(() => expect(begun()).toBe(60), PATIENCE)
  })

  test('waits for its delay, and after a failure as long as `retryAfter` says', async () => {
    const job = request(60, async (attempt) => {
      if (attempt === 1) throw new Fault('busy', 3)
    })
    const added = Date.now()
    await outbox.add(job, 2)
    await vi.waitFor(() => expect(attemptsOf(job)).toEqual([1, 2]), PATIENCE)
    const [first, second] = workedOf(job)
    expect((first?.at ?? 0) - added).toBeGreaterThanOrEqual(1900)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2900)
  })

  test('that is independent of another one is processed while that waits', async () => {
    const other = Promise.withResolvers<void>()
    const slow = request(60, () => other.promise)
    const quick = request(60, async () => other.resolve())
    await outbox.add(slow)
    await vi.waitFor(() => expect(attemptsOf(slow)).toEqual([1]), PATIENCE)
    await outbox.add(quick)
    await vi.waitFor(() => expect(attemptsOf(quick)).toEqual([1]), PATIENCE)
  })

  test('that fails until its time is over becomes one dead letter', async () => {
    const job = request(2, () => Promise.reject(new Error('never')))
    await outbox.add(job)
    await vi.waitFor(() => expect(givenUp).toContain(job.id), PATIENCE)
    expect(attemptsOf(job)[0]).toBe(1)
    const dead = async () => (await deadLetters()).map(({ data }) => openJob(sealer, data.sealed))
    await vi.waitFor(
      async () => expect(await Promise.all(await dead())).toContainEqual(job),
      PATIENCE,
    )
    await laterJobs()
    expect(givenUp.filter((id) => id === job.id)).toHaveLength(1)
  })

  test('that would have to wait beyond its time becomes a dead letter at once', async () => {
    const job = request(60, () => {
      throw new Fault('busy', 3600)
    })
    await outbox.add(job)
    await vi.waitFor(() => expect(givenUp).toContain(job.id), PATIENCE)
    expect(attemptsOf(job)).toEqual([1])
  })

  test('whose time is over before its first run is not processed', async () => {
    const job = request(-1)
    await outbox.add(job)
    await vi.waitFor(() => expect(givenUp).toContain(job.id), PATIENCE)
    expect(attemptsOf(job)).toEqual([])
  })

  test('that was sealed by an unknown key is left to other replicas, then becomes a dead letter', async () => {
    const job = request(60)
    const foreign = createSealer([new Uint8Array(32).fill(8)], 'sessionm')
    const sealed = await sealJob(foreign, job)
    const id = await boss.send('request', { sealed, attempts: 0 })
    const tries = async () => (await boss.findJobs('request', { id: id ?? '' }))[0]?.retryCount
    await vi.waitFor(async () => expect(await tries()).toBeGreaterThan(0), PATIENCE)
    expect(givenUp).not.toContain('unreadable')

    const age =
      "update pgboss.job set created_on = created_on - interval '15 minutes' where id = $1"
    await database().query(age, [id])
    await vi.waitFor(
      async () => expect((await deadLetters()).map(({ data }) => data.sealed)).toContain(sealed),
      PATIENCE,
    )
    expect(attemptsOf(job)).toEqual([])
    expect(givenUp.filter((one) => one === 'unreadable')).toHaveLength(1)
  })
})

test('an outbox that drains starts no new job, and lets a running one end (NX-11)', async () => {
  let hasEnded = false
  const job = request(60, async () => {
    await sleep(1500)
    hasEnded = true
  })
  await outbox.add(job)
  await vi.waitFor(() => expect(attemptsOf(job)).toEqual([1]), PATIENCE)
  await outbox.drain()
  expect(hasEnded).toBe(true)
  const [row] = await database().query<{ state: string }>(
    "select state from pgboss.job where name = 'request' order by created_on desc limit 1",
  )
  expect(row?.state).toBe('completed')
  const late = request(60)
  await outbox.add(late)
  expect(await outbox.has('request', late.id)).toBe(true)
  await sleep(500)
  expect(attemptsOf(late)).toEqual([])
}, 30_000)
