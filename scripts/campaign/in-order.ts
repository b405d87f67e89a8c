import { setTimeout as sleep } from 'node:timers/promises'

type Options<Item, Result> = {
  readonly items: AsyncIterable<Item>
  readonly work: (item: Item) => Promise<Result>
  /** Receives the results in the order of the items. */
  readonly done: (result: Result, item: Item) => void | Promise<void>
  /** Items that are begun in a second. */
  readonly rate: number
  /** Stops beginning items. Those that are begun are finished. */
  readonly signal: AbortSignal
}

/** Items that are in work at a time. */
const WINDOW = 8

/**
 * Works on items at a steady rate, a few at a time. Results are kept in order, so that a count of them says
 * where to go on.
 * @throws the first error of an item, once all before it are done
 */
export async function inOrder<Item, Result>(options: Options<Item, Result>): Promise<void> {
  const { items, work, done, rate, signal } = options
  const running: { item: Item; result: Promise<Result> }[] = []
  const finishFirst = async () => {
    const first = running.shift()
    if (first) await done(await first.result, first.item)
  }
  let nextMs = Date.now()
  for await (const item of items) {
    const waitMs = nextMs - Date.now()
    // A timer of a few milliseconds is too coarse for a high rate.
    if (waitMs > 5) await sleep(waitMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) break
    nextMs = Math.max(nextMs, Date.now() - 1000) + 1000 / rate
    const result = work(item)
    // The error is thrown when its turn comes.
    result.catch(() => {})
    running.push({ item, result })
    if (running.length >= WINDOW) await finishFirst()
  }
  while (running.length > 0) await finishFirst()
}
