const WINDOW_MS = 10 * 60_000
const MAX_GUESSES = 10

/** Clients that are remembered. Beyond, the oldest one is forgotten. */
const MAX_CLIENTS = 1000

/** Counts wrong tokens by client, in memory: the page is also for times without a database. */
export type Guesses = {
  /** Checks whether a client sent ten wrong tokens in ten minutes. */
  isBlocked(client: string): boolean
  add(client: string): void
}

/** Creates an empty count of wrong tokens. */
export function countGuesses(now: () => number = Date.now): Guesses {
  const clients = new Map<string, { count: number; until: number }>()
  const find = (client: string) => {
    const known = clients.get(client)
    return known && known.until > now() ? known : undefined
  }
  return {
    isBlocked: (client) => (find(client)?.count ?? 0) >= MAX_GUESSES,
    add(client) {
      const { count, until } = find(client) ?? { count: 0, until: now() + WINDOW_MS }
      clients.delete(client)
      clients.set(client, { count: count + 1, until })
      const [oldest = ''] = clients.keys()
      if (clients.size > MAX_CLIENTS) clients.delete(oldest)
    },
  }
}
