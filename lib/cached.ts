/** A cached value. */
export type Cached<T> = {
  /** Returns the value while it is fresh. Otherwise loads it, once for all concurrent callers. */
  readonly get: () => Promise<T>
  /** Returns the cached value, fresh or not, without loading it. */
  readonly peek: () => T | undefined
  /** Drops this value, unless it has been replaced already. */
  readonly invalidate: (stale: T) => void
}

/** Caches the result of `load`. A failure is not cached. */
export const cachedAsync = <T>(
  load: () => Promise<T>,
  isFresh: (value: T) => boolean = () => true,
): Cached<T> => {
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
