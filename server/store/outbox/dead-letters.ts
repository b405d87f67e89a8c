import type { PgBoss } from 'pg-boss'
import * as z from 'zod'
import type { Sealer } from '#lib/sealer.ts'
import { DEAD_QUEUE, type Row } from './postgres-outbox.ts'
import { openJob, rowId, sealJob } from './sealed-job.ts'

/** Commands for the dead letters, each followed by the ids of jobs. */
export const deadLetterCommand = z.tuple([z.enum(['list', 'retry', 'drop'])]).rest(z.string())

/** A command for dead letters. */
export type DeadLetterCommand = z.infer<typeof deadLetterCommand>

/** Time in which a replayed job is retried, in seconds. */
const REPLAY = 15 * 60

const REPLAYED = 'to be tried again'
const DROPPED = 'dropped'

/**
 * Lists, retries or drops dead letters: those with the ids, or all without ids.
 * @returns one line per job, without addresses, names and tokens; `nothing` if there is no job
 */
export async function handleDeadLetters(
  boss: PgBoss,
  sealer: Sealer,
  [command, ...ids]: DeadLetterCommand,
): Promise<string> {
  const found = await boss.findJobs<Row>(DEAD_QUEUE, { queued: true })
  const wanted = found.filter(({ id }) => ids.length === 0 || ids.includes(id))
  const lines: string[] = []
  for (const { id, data, sourceName, sourceCreatedOn, createdOn } of wanted) {
    const line = `${id}  ${sourceName}  accepted ${iso(sourceCreatedOn)}  given up ${iso(createdOn)}`
    if (command === 'list') {
      lines.push(line)
      continue
    }
    const outcome = command === 'drop' ? DROPPED : await replay(boss, sealer, id, data)
    if (outcome === DROPPED || outcome === REPLAYED) await boss.deleteJob(DEAD_QUEUE, id)
    lines.push(`${id}  ${outcome}`)
  }
  return lines.join('\n') || 'nothing'
}

/** Requeues a job, unless it is a reset mail whose link has expired. @returns the outcome in words */
async function replay(
  boss: PgBoss,
  sealer: Sealer,
  deadId: string,
  { sealed }: Row,
): Promise<string> {
  const job = await openJob(sealer, sealed)
  if (!job) return 'sealed by a key that is not in SITE_SECRET'
  const isLink = job.kind === 'mail' && job.mail.kind === 'reset-link'
  if (isLink && job.until.getTime() < Date.now()) return 'too late'
  const until = isLink ? job.until : new Date(Date.now() + REPLAY * 1000)
  const row: Row = { sealed: await sealJob(sealer, { ...job, until }), attempts: 0 }
  await boss.send(job.kind, row, { id: rowId('replay', deadId) })
  return REPLAYED
}

const iso = (date: Date | null) => date?.toISOString() ?? 'unknown'
