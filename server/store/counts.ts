import { BUCKETS, type Count, type Duration, type Tally } from '#lib/log/counts.ts'
import type { Query } from './database.ts'

/** One count in one hour. `buckets` has the durations in each bucket; null for a plain count. */
export type HourlyCount = {
  readonly hour: Date
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
  /** Sum of the durations. */
  readonly seconds: number
  readonly buckets: readonly number[] | null
}

/** Counts by the hour, of all processes together. Best effort: a process that is killed loses some seconds. */
export type Counts = Tally & {
  /** Reads the hours that begin in a range, oldest first. @param to is not part of the range */
  read(range: { from: Date; to: Date }): Promise<HourlyCount[]>
}

type Row = {
  hour: string
  name: string
  labels: string
  count: number
  seconds: number
  buckets: number[] | null
}

// In the order of the key, so that no two processes wait for each other.
const WRITE = `
  insert into counts (hour, name, labels, count, seconds, buckets)
  select hour, name, labels, count, seconds, buckets
  from jsonb_to_recordset($1::text::jsonb) as part (hour timestamptz, name text, labels text,
    count bigint, seconds double precision, buckets bigint[])
  order by hour, name, labels
  on conflict (hour, name, labels) do update set
    count = counts.count + excluded.count,
    seconds = counts.seconds + excluded.seconds,
    buckets = (
      select array_agg(coalesce(one, 0) + coalesce(other, 0) order by nth)
      from unnest(counts.buckets, excluded.buckets) with ordinality as pair (one, other, nth)
    )`

const READ = `
  select hour, name, labels::json as labels, count::float8 as count, seconds,
         array_to_json(buckets) as buckets
  from counts where hour >= $1 and hour < $2
  order by hour, name, counts.labels`

const HOUR_MS = 3_600_000

/** Counts that wait in memory for the next write. */
type BufferedCounts = Counts & { flush(): Promise<void> }

/** Creates counts that wait in memory for the next write. @param query rejects while there is no database */
export function bufferedCounts(query: Query, now: () => number = Date.now): BufferedCounts {
  let waiting = new Map<string, Row>()

  function add(row: Row): void {
    const key = `${row.hour} ${row.name} ${row.labels}`
    const known = waiting.get(key)
    waiting.set(key, known ? sum(known, row) : row)
  }

  function record({ name, labels }: Count | Duration, seconds: number, buckets: number[] | null) {
    const hour = new Date(Math.floor(now() / HOUR_MS) * HOUR_MS).toISOString()
    add({ hour, name, labels: JSON.stringify(labels), count: 1, seconds, buckets })
  }

  return {
    count: (count) => record(count, 0, null),
    time(duration, seconds) {
      const bounds = BUCKETS[duration.name]
      const own = bounds.findIndex((bound) => seconds <= bound)
      const nth = own === -1 ? bounds.length : own
      const buckets = Array.from({ length: bounds.length + 1 }, (_, each) => Number(each === nth))
      record(duration, seconds, buckets)
    },
    read: ({ from, to }) => query<HourlyCount>(READ, [from, to]),
    async flush() {
      if (waiting.size === 0) return
      const written = waiting
      waiting = new Map()
      try {
        await query(WRITE, [JSON.stringify([...written.values()])])
      } catch (error) {
        for (const row of written.values()) add(row)
        throw error
      }
    },
  }
}

const sum = (one: Row, other: Row): Row => ({
  ...one,
  count: one.count + other.count,
  seconds: one.seconds + other.seconds,
  buckets: one.buckets?.map((times, nth) => times + (other.buckets?.[nth] ?? 0)) ?? null,
})
