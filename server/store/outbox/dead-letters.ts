import type { PgBoss } from 'pg-boss'
import * as z from 'zod'
import type { Sealer } from '#lib/sealer.ts'
import type { Query } from '#server/store/database.ts'
import { DEAD_QUEUE, type Row } from './postgres-outbox.ts'
import { openJob, rowId, sealJob } from './sealed-job.ts'

/** Says of an id that no dead letter has it. */
export const NO_LETTER = 'no dead letter'

/** Commands for the dead letters, each followed by the ids of jobs. */
export const deadLetterCommand = z.tuple([z.enum(['list', 'retry', 'drop'])]).rest(z.string())

/** A command for dead letters. */
export type DeadLetterCommand = z.infer<typeof deadLetterCommand>

/** Time in which a replayed job is retried, in seconds. */
const REPLAY_SECONDS = 15 * 60

/** A job that could not be done. */
export type DeadLetter = {
  readonly id: string
  /** Kind of the job: `request`, `mail` or `event`. */
  readonly kind: string
  readonly acceptedAt: Date | null
  readonly givenUpAt: Date | null
}

/** Result of a retry or a drop of a dead letter. */
type Settled = keyof typeof WORDS

const WORDS = {
  retried: 'to be tried again',
  dropped: 'dropped',
  'too-late': 'too late',
  'unknown-key': 'sealed by a key that is not in SITE_SECRET',
} as const

/** The dead letters of a site, for its operator. They contain no personal data in the clear. */
export type DeadLetters = {
  /** Lists the dead letters, oldest first. @param most all by default */
  list(most?: number): Promise<DeadLetter[]>
  /** Retries or drops the dead letters with these ids, or all without ids. */
  settle(verb: 'retry' | 'drop', ids: readonly string[]): Promise<SettledLetter[]>
}

type SettledLetter = { readonly id: string; readonly outcome: Settled }

/** A dead letter with its sealed job. */
type Pending = { readonly id: string; readonly data: Row }

/** Outcomes after which a job is no dead letter any more. */
const DONE: ReadonlySet<Settled> = new Set(['retried', 'dropped'])

/** Jobs that are read at a time. After a long outage all of them would not fit into memory. */
const BATCH = 500

const FROM = `from pgboss.job where name = '${DEAD_QUEUE}' and state < 'active'`

const LIST = `
  select id, coalesce(source_name, 'unknown') as kind, source_created_on as "acceptedAt",
    created_on as "givenUpAt"
  ${FROM} order by created_on, id limit $1`

const NEXT = `select id, data ${FROM} and id > $1 order by id limit ${BATCH}`

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Opens the dead letters in the queues of a database. */
export function deadLettersIn(query: Query, boss: PgBoss, sealer: Sealer): DeadLetters {
  async function settleBatch(verb: 'retry' | 'drop', batch: readonly Pending[]) {
    const settled: SettledLetter[] = []
    for (const { id, data } of batch) {
      const outcome = verb === 'drop' ? 'dropped' : await replay(boss, sealer, id, data)
      settled.push({ id, outcome })
    }
    const done = settled.flatMap(({ id, outcome }) => (DONE.has(outcome) ? [id] : []))
    if (done.length > 0) await boss.deleteJob(DEAD_QUEUE, done)
    return settled
  }
  return {
    list: (most) => query<DeadLetter>(LIST, [most ?? null]),
    async settle(verb, ids) {
      const settled: SettledLetter[] = []
      const isWanted = ({ id }: Pending) => ids.length === 0 || ids.includes(id)
      for (let last = FIRST_ID; ; ) {
        const batch = await query<Pending>(NEXT, [last])
        settled.push(...(await settleBatch(verb, batch.filter(isWanted))))
        if (batch.length < BATCH) return settled
        last = batch.at(-1)?.id ?? last
      }
    },
  }
}

/**
 * Lists, retries or drops dead letters: those with the ids, or all without ids.
 * @returns one line per job, without addresses, names and tokens; `nothing` if there is no job
 */
export async function handleDeadLetters(
  letters: DeadLetters,
  [command, ...ids]: DeadLetterCommand,
): Promise<string> {
  const found =
    command === 'list'
      ? (await letters.list())
          .filter(({ id }) => ids.length === 0 || ids.includes(id))
          .map(({ id, kind, acceptedAt, givenUpAt }) => ({
            id,
            words: `${kind}  accepted ${iso(acceptedAt)}  given up ${iso(givenUpAt)}`,
          }))
      : (await letters.settle(command, ids)).map(({ id, outcome }) => ({
          id,
          words: WORDS[outcome],
        }))
  const unknown = ids.filter((id) => !found.some((each) => each.id === id))
  const lines = [...found, ...unknown.map((id) => ({ id, words: NO_LETTER }))]
  return lines.map(({ id, words }) => `${id}  ${words}`).join('\n') || 'nothing'
}

/** Requeues a job, unless it is a reset mail whose link has expired. */
async function replay(
  boss: PgBoss,
  sealer: Sealer,
  deadId: string,
  { sealed }: Row,
): Promise<Exclude<Settled, 'dropped'>> {
  const job = await openJob(sealer, sealed)
  if (!job) return 'unknown-key'
  const isLink = job.kind === 'mail' && job.mail.kind === 'reset-link'
  if (isLink && job.until.getTime() < Date.now()) return 'too-late'
  const until = isLink ? job.until : new Date(Date.now() + REPLAY_SECONDS * 1000)
  const row: Row = { sealed: await sealJob(sealer, { ...job, until }), attempts: 0 }
  await boss.send(job.kind, row, { id: rowId('replay', deadId) })
  return 'retried'
}

const iso = (date: Date | null) => date?.toISOString() ?? 'unknown'
