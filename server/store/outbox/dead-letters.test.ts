import { randomUUID } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '#lib/fault-reason.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { createSealer } from '#lib/sealer.ts'
import { sealer, temporaryDatabase } from '#server/store/database-fixture.ts'
import {
  type DeadLetterCommand,
  deadLetterCommand,
  deadLettersIn,
  handleDeadLetters,
} from './dead-letters.ts'
import { DEAD_QUEUE, type DurableOutbox, openQueues, postgresOutbox } from './postgres-outbox.ts'
import { sealJob } from './sealed-job.ts'

const PATIENCE = { timeout: 20_000, interval: 20 }
const to = 'somebody@example.com'

const database = temporaryDatabase()
let boss: PgBoss
let outbox: DurableOutbox
let isBroken = true
const worked: string[] = []

beforeAll(async () => {
  boss = await openQueues(database(), () => {})
  outbox = await postgresOutbox(boss, sealer, {
    async work({ id }) {
      if (isBroken) throw new Fault('down', 86_400)
      worked.push(id)
    },
    deadLetter: () => {},
  })
}, 120_000)
afterAll(() => outbox.close(), 20_000)

beforeEach(async () => {
  isBroken = true
  await boss.deleteAllJobs(DEAD_QUEUE)
})

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
const request = (): Job => ({
  kind: 'request',
  id: randomUUID(),
  until: inSeconds(60),
  email: to,
  locale: 'en',
})
const linkMail = (until: Date): Job => ({
  kind: 'mail',
  id: randomUUID(),
  until,
  mail: { kind: 'reset-link', to, locale: 'en', link: 'https://x.example/?token=t', minutes: 60 },
})

/** Seals with a key that the site does not have. */
const otherSealer = createSealer([new Uint8Array(32).fill(8)], 'sessionm')

/** Runs a command. @returns its lines; empty for `nothing` */
async function carryOut(...command: DeadLetterCommand): Promise<string[]> {
  const answer = await handleDeadLetters(deadLettersIn(database().query, boss, sealer), command)
  return answer === 'nothing' ? [] : answer.split('\n')
}

const letters = () => carryOut('list')
const idsOf = (lines: string[]) => lines.map((line) => line.split(' ')[0] ?? '')

/** Adds jobs that fail, and waits until they are dead letters. @returns their ids */
async function dead(...jobs: Job[]): Promise<string[]> {
  for (const job of jobs) await outbox.add(job)
  await vi.waitFor(async () => expect(await letters()).toHaveLength(jobs.length), PATIENCE)
  isBroken = false
  return idsOf(await letters())
}

describe('the dead letters', { timeout: 60_000 }, () => {
  test('are empty when no job has failed, for every command', async () => {
    expect(await letters()).toEqual([])
    expect(await carryOut('retry')).toEqual([])
  })

  test('say of an id that they do not have it', async () => {
    const id = randomUUID()
    for (const verb of ['list', 'retry', 'drop'] as const)
      expect(await carryOut(verb, id)).toEqual([`${id}  no dead letter`])
  })

  test('are listed with kind and times, without recipients', async () => {
    await dead(request())
    const lines = await letters()
    expect(lines).toEqual([
      expect.stringMatching(
        /^[\da-f-]{36} {2}request {2}accepted \d{4}-\d\d-\d\dT\S+Z {2}given up \d{4}-\d\d-\d\dT\S+Z$/,
      ),
    ])
    expect(await letters()).toEqual(lines)
    expect(lines.join()).not.toMatch(/somebody|example/)
  })

  test('are processed once when they are retried', async () => {
    const jobs = [request(), linkMail(inSeconds(60))]
    await dead(...jobs)
    const lines = await carryOut('retry')
    expect(lines).toEqual(jobs.map(() => expect.stringMatching(/^\S+ {2}to be tried again$/)))
    expect(await letters()).toEqual([])
    const ids = jobs.map(({ id }) => id)
    await vi.waitFor(() => expect(worked).toEqual(expect.arrayContaining(ids)), PATIENCE)
    expect(worked.filter((id) => ids.includes(id))).toHaveLength(2)
  })

  test('are retried only if their ids are given', async () => {
    const jobs = [request(), request()]
    const [first, second] = await dead(...jobs)
    expect(await carryOut('retry', second ?? '')).toEqual([`${second}  to be tried again`])
    expect(idsOf(await letters())).toEqual([first])
    await vi.waitFor(
      () => expect(jobs.filter(({ id }) => worked.includes(id))).toHaveLength(1),
      PATIENCE,
    )
  })

  test('with an expired link are not retried, and stay', async () => {
    const mail = linkMail(inSeconds(-1))
    const [id] = await dead(mail)
    expect(await carryOut('retry')).toEqual([`${id}  too late`])
    expect(idsOf(await letters())).toEqual([id])
    expect(worked).not.toContain(mail.id)
  })

  test('that no key opens stay, and say so: an older key may open them', async () => {
    const sealed = await sealJob(otherSealer, request())
    await boss.send(DEAD_QUEUE, { sealed, attempts: 0 })
    const [line, ...others] = await carryOut('retry')
    expect(others).toEqual([])
    expect(line).toMatch(/^\S+ {2}sealed by a key that is not in SITE_SECRET$/)
    expect(await letters()).toHaveLength(1)
  })

  test('are read in batches, since an outage may leave more than fit into memory', async () => {
    const sealed = await sealJob(otherSealer, request())
    const count = 1100
    const data = { sealed, attempts: 0 }
    await boss.insert(
      DEAD_QUEUE,
      Array.from({ length: count }, () => ({ data })),
    )
    expect(await deadLettersIn(database().query, boss, sealer).list(50)).toHaveLength(50)
    // No key opens them, so each stays, and must be read once all the same.
    expect(new Set(idsOf(await carryOut('retry'))).size).toBe(count)
    expect(await carryOut('drop')).toHaveLength(count)
    expect(await letters()).toEqual([])
  })

  test('are gone when they are dropped', async () => {
    const jobs = [request(), request()]
    const [first, second] = await dead(...jobs)
    expect(await carryOut('drop', first ?? '')).toEqual([`${first}  dropped`])
    expect(await carryOut('drop')).toEqual([`${second}  dropped`])
    expect(await letters()).toEqual([])
    for (const { id } of jobs) expect(worked).not.toContain(id)
  })
})

test('a command is list, retry or drop, and ids', () => {
  expect(deadLetterCommand.safeParse(['list']).success).toBe(true)
  expect(deadLetterCommand.safeParse(['retry', 'a', 'b']).success).toBe(true)
  for (const args of [[], ['purge'], ['list', 1], 'list']) {
    expect(deadLetterCommand.safeParse(args).success).toBe(false)
  }
})
