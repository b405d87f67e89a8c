import { NETWORK_SHARE } from '#lib/reset/limits.ts'

/** The first parameter of every statement. */
export const NOW = '$1::bigint'

/** Condition for a counter to count one more, by the nth parameter. */
export const below = (nth: number) => `limits.points < $${nth}::int`

/** One counter of a statement. Numbers are of parameters; all texts are SQL. */
type Counter = {
  readonly name: string
  readonly key: number
  /** End of a count that begins now, in milliseconds. */
  readonly expire: number
  /** The counter that has to let the request pass before this one counts it. */
  readonly after?: string | undefined
  /** Condition for a row that has not expired to count one more. If false, the row stays unchanged. */
  readonly allowed?: string
}

/**
 * Writes a common table expression that counts one more, and has a row only where it was allowed.
 * Concurrent statements wait for each other's row, so that no count is lost.
 */
export const counter = ({ name, key, expire, after, allowed = 'true' }: Counter): string => `
  ${name} as (
    insert into limits (key, points, expire)
    select $${key}::text, 1, $${expire}::bigint ${after ? `from ${after}` : ''}
    on conflict (key) do update set
      points = case when limits.expire <= ${NOW} then 1 else limits.points + 1 end,
      expire = case when limits.expire <= ${NOW} then excluded.expire else limits.expire end
    where limits.expire <= ${NOW} or (${allowed})
    returning points, expire
  )`

/** Writes counters that each count only what the one before has let pass. */
export const chain = (first: string | undefined, counters: readonly Omit<Counter, 'after'>[]) =>
  counters.map((each, nth) => counter({ ...each, after: counters[nth - 1]?.name ?? first }))

/** The points of a counter in the same statement; null where it did not count. */
export const pointsOf = (name: string) => `(select points from ${name})`

/** Condition for a full network to count one more: each household keeps its share. */
export const HAS_SHARE = `${pointsOf('household')} <= ${NETWORK_SHARE}`

/** When the counts of some keys end, by key, in the same statement. */
export const expiriesOf = (keys: readonly number[]) =>
  `(select json_object_agg(key, expire) from limits
    where key in (${keys.map((nth) => `$${nth}::text`).join()}) and expire > ${NOW}) as expiries`

/** Whole seconds to wait, one at least. */
export const secondsOf = (restMs: number) => Math.max(1, Math.ceil(restMs / 1000))
