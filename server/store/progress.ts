import type { Progress, Step, Steps } from '#lib/reset/progress.ts'
import type { Query } from './database.ts'

/** Causes that wait for the next write at most. If the database is down for long, the oldest are dropped. */
const MAX_WAITING = 10_000

const WRITE = `
  insert into progress (cause, steps)
  select cause, steps from jsonb_to_recordset($1::text::jsonb) as step (cause text, steps jsonb)
  order by cause
  on conflict (cause) do update set steps = excluded.steps || progress.steps`

/** Progress that waits in memory for the next write. */
type BufferedProgress = Progress & { flush(): Promise<void> }

/** Creates the progress of resets. @param query rejects while there is no database */
export function bufferedProgress(
  query: Query,
  now: () => Date = () => new Date(),
): BufferedProgress {
  let waiting = new Map<string, Partial<Record<Step, string>>>()
  let inWriting: typeof waiting = new Map()

  const add = (cause: string, steps: Partial<Record<Step, string>>) => {
    const [oldest] = waiting.keys()
    if (waiting.size >= MAX_WAITING && oldest !== undefined) waiting.delete(oldest)
    waiting.set(cause, { ...steps, ...waiting.get(cause) })
  }

  return {
    record: (cause, step) => add(cause, { [step]: now().toISOString() }),
    async find(cause) {
      const [row] = await query<{ steps: Partial<Record<Step, string>> }>(
        'select steps from progress where cause = $1',
        [cause],
      )
      const steps = { ...waiting.get(cause), ...inWriting.get(cause), ...row?.steps }
      const times = Object.entries(steps).map(([step, time]) => [step, new Date(time)])
      return times.length > 0 ? (Object.fromEntries(times) as Steps) : null
    },
    async flush() {
      if (waiting.size === 0) return
      inWriting = waiting
      waiting = new Map()
      const rows = [...inWriting].map(([cause, steps]) => ({ cause, steps }))
      try {
        await query(WRITE, [JSON.stringify(rows)])
      } catch (error) {
        const newer = waiting
        waiting = inWriting
        for (const [cause, steps] of newer) add(cause, steps)
        throw error
      } finally {
        inWriting = new Map()
      }
    },
  }
}
