/** A value that costs a call to get. */
export type Remembered<T> = {
  /** The value at hand while it is fresh; otherwise one call, shared by all who wait for it. */
  readonly get: () => Promise<T>
  /** The value at hand, without a call. */
  readonly peek: () => T | undefined
  /** Drops the value, unless another has taken its place. */
  readonly invalidate: (stale: T) => void
}

/** Remembers what `load` gives. A failure is not remembered. */
export const cachedAsync = <T>(
  load: () => Promise<T>,
  isFresh: (value: T) => boolean = () => true,
): Remembered<T> => {
  let value: T | undefined
  let loading: Promise<T> | undefined

  const reload = async (): Promise<T> => {
    try {
      value = await load()
      return value
    } finally {
      loading = undefined
    }
  }

  return {
    get: async () => {
      if (value !== undefined && isFresh(value)) return value
      loading ??= reload()
      return loading
    },
    peek: () => value,
    invalidate: (stale) => {
      if (value === stale) value = undefined
    },
  }
}
