import type { Job, Outbox } from './outbox.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
const REMEMBERED_MS = 60 * 60_000

/** Does a job, or throws; an error may say in `retryAfter` how many seconds to wait at least. */
export type Work = (job: Job, attempt: number) => Promise<void>

/**
 * Jobs in the memory of this process: answered at once, worked right after, tried again with growing
 * pauses until nobody can use the result any more. A restart forgets them.
 * @param giveUp is told of each job that could not be done in its time
 */
export function memoryOutbox(work: Work, giveUp: (job: Job) => void): Outbox {
  const known = new Set<string>()

  async function attempt(job: Job, times: number): Promise<void> {
    try {
      await work(job, times)
    } catch (error) {
      const pause = pauseAfter(error, times)
      if (Date.now() + pause > job.until.getTime()) return giveUp(job)
      setTimeout(attempt, pause, job, times + 1)
    }
  }

  return {
    async add(job) {
      const id = `${job.kind}:${job.id}`
      if (known.has(id)) return
      known.add(id)
      setTimeout(() => known.delete(id), REMEMBERED_MS).unref()
      setImmediate(attempt, job, 1)
    },
  }
}

function pauseAfter(error: unknown, times: number): number {
  const asked = (error as { retryAfter?: unknown } | null)?.retryAfter
  const growing = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS)
  const usual = growing * (0.5 + Math.random() / 2)
  return typeof asked === 'number' ? Math.max(asked * 1000, usual) : usual
}
