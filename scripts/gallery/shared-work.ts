/** Runs a task for each item. Each worker, such as a tab, does one at a time. @returns all results, in order */
export async function shareWork<Worker, Item, Result>(
  workers: readonly Worker[],
  items: readonly Item[],
  run: (worker: Worker, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const left = [...items.entries()]
  const results: Result[] = []
  await Promise.all(
    workers.map(async (worker) => {
      for (let next = left.shift(); next; next = left.shift())
        results[next[0]] = await run(worker, next[1])
    }),
  )
  return results
}
