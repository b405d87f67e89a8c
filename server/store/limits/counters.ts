/** Parameters that every statement begins with. */
export const PARAMETERS = { now: '$1::bigint' } as const

/** One counter of a statement. All texts are SQL. */
type Counter = {
  readonly name: string
  /** The key of its row. */
  readonly key: string
  /** End of a count that begins now, in milliseconds. */
  readonly expire: string
  /** The counter that has to let the request pass before this one counts it. */
  readonly after?: string
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
    select ${key}, 1, ${expire} ${after ? `from ${after}` : ''}
    on conflict (key) do update set
      points = case when limits.expire <= ${PARAMETERS.now} then 1 else limits.points + 1 end,
      expire = case when limits.expire <= ${PARAMETERS.now} then excluded.expire else limits.expire end
    where limits.expire <= ${PARAMETERS.now} or (${allowed})
    returning points, expire
  )`

/** The points of a counter in the same statement; null where it did not count. */
export const pointsOf = (name: string) => `(select points from ${name})`

/** When the counts of some keys end, by key, in the same statement. @param keys as SQL */
export const expiriesOf = (keys: readonly string[]) =>
  `(select json_object_agg(key, expire) from limits
    where key in (${keys.join()}) and expire > ${PARAMETERS.now}) as expiries`

/** Whole seconds to wait, one at least. */
export const secondsOf = (restMs: number) => Math.max(1, Math.ceil(restMs / 1000))
