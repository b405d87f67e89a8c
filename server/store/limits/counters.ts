import { NETWORK_SHARE } from '#lib/reset/limits.ts'

/** Compiles a statement with parameters such as `:now`. @returns arguments of a query with their values */
export function statement(text: string) {
  const names: string[] = []
  const compiled = text.replaceAll(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return (values: Readonly<Record<string, unknown>>): [string, unknown[]] => [
    compiled,
    names.map((name) => {
      if (!(name in values)) throw new Error(`the statement needs a value for :${name}`)
      return values[name]
    }),
  ]
}

/** Parameter with the time in milliseconds. Every statement has it. */
export const NOW = ':now::bigint'

/** Writes the condition that a counter is below a limit. @param limit name of the parameter */
export const below = (limit: string) => `limits.points < :${limit}::int`

/** One counter of a statement. `key` and `expire` name parameters; the other texts are SQL. */
type Counter = {
  readonly name: string
  readonly key: string
  /** End of a count that begins now, in milliseconds. */
  readonly expire: string
  /** The counter that has to let the request pass before this one counts it. */
  readonly after?: string | undefined
  /** Condition for a row that has not expired to count one more. If false, the row stays unchanged. */
  readonly allowed?: string
}

/**
 * Writes a common table expression that adds one to a counter. It has a row only if that was allowed.
 * Concurrent statements wait for each other's row, so no count is lost.
 */
export const counter = ({ name, key, expire, after, allowed = 'true' }: Counter): string => `
  ${name} as (
    insert into limits (key, points, expire)
    select :${key}::text, 1, :${expire}::bigint ${after ? `from ${after}` : ''}
    on conflict (key) do update set
      points = case when limits.expire <= ${NOW} then 1 else limits.points + 1 end,
      expire = case when limits.expire <= ${NOW} then excluded.expire else limits.expire end
    where limits.expire <= ${NOW} or (${allowed})
    returning points, expire
  )`

/** Writes a chain of counters: each one counts only if the one before had room. */
export const chain = (first: string | undefined, counters: readonly Omit<Counter, 'after'>[]) =>
  counters.map((each, nth) => counter({ ...each, after: counters[nth - 1]?.name ?? first }))

/** Selects the points of a counter in the same statement; null if it did not count. */
export const pointsOf = (name: string) => `(select points from ${name})`

/** Condition under which a full network counts one more: each household keeps its share. */
export const HAS_SHARE = `${pointsOf('household')} <= ${NETWORK_SHARE}`

/** Selects the ends of some counts, in milliseconds, in the same statement. @param keys names of parameters */
export const expiriesOf = (keys: readonly string[]) =>
  `(select json_object_agg(key, expire) from limits
    where key in (${keys.map((name) => `:${name}::text`).join()}) and expire > ${NOW}) as expiries`

/** Rounds milliseconds up to seconds to wait, at least one. */
export const secondsOf = (restMs: number) => Math.max(1, Math.ceil(restMs / 1000))
