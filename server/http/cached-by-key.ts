/** Loads the value of a key once. A failure is not kept: the next call loads again. */
export function cachedByKey<Value>(
  cache: Map<string, Promise<Value>>,
  key: string,
  load: () => Promise<Value>,
): Promise<Value> {
  const value = cache.get(key) ?? load()
  cache.set(key, value)
  return value.catch((error) => {
    cache.delete(key)
    throw error
  })
}
