/** State of a checked part. `unknown`: the check could not see it. */
export type CheckState = 'ok' | 'warn' | 'fail' | 'unknown'

/** Result of one check of the doctor. It holds no secret and no address. */
export type CheckResult = {
  readonly state: CheckState
  readonly id: string
  /** One sentence for an operator. */
  readonly sentence: string
  /** Name of the environment variable to mend; null if there is none. */
  readonly variable: string | null
}

const result =
  (state: CheckState) =>
  (id: string, sentence: string, variable: string | null = null): CheckResult => ({
    state,
    id,
    sentence,
    variable,
  })

/** Makes the result of a part that works. */
export const ok = result('ok')

/** Makes the result of a part that works, but not well. */
export const warn = result('warn')

/** Makes the result of a part that does not work. */
export const fail = result('fail')

/** Makes the result of a part that cannot be seen. */
export const unknown = result('unknown')
