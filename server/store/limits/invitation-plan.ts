import { type Limit, PLANNED_SECONDS, type Plan } from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { NOW, secondsOf, statement } from './counters.ts'

/** The row's `expire` is the next free time, in milliseconds. It has none beyond the last one allowed. */
const PLAN = statement(`
  with planned as (
    insert into limits (key, points, expire) values (:key::text, 0, ${NOW} + :distance::bigint)
    on conflict (key) do update set expire = greatest(limits.expire, ${NOW}) + :distance::bigint
    where greatest(limits.expire, ${NOW}) <= :last::bigint
    returning expire
  )
  select (select expire from planned) - :distance::bigint as planned,
         (select expire from limits where key = :key::text) as next`)

type Row = { planned: string | null; next: string | null }

/**
 * Creates the plan of the invitations: one after another, at even distances (GCRA).
 * @param key of the plan's row
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function invitationPlan(database: Database, { points, seconds }: Limit, key: string) {
  const distance = Math.ceil((seconds * 1000) / points)
  return async (now: number): Promise<Plan> => {
    const last = now + PLANNED_SECONDS * 1000
    const [row] = await database.query<Row>(...PLAN({ now, key, distance, last }))
    if (row?.planned == null) {
      return { kind: 'refused', waitSeconds: secondsOf(Number(row?.next ?? last) - last) }
    }
    const wait = Math.floor((Number(row.planned) - now) / 1000)
    return { kind: 'planned', waitSeconds: Math.max(0, wait) }
  }
}
