import { Agent } from 'undici'
import type { Fetch } from './http.ts'

/** What bounds the connections to one host. */
const BOUNDS = {
  connect: { timeout: 2000 },
  keepAliveTimeout: 30_000,
  connections: 64,
}

/**
 * Fetches over connections that are kept, and gives up early on one that cannot be made.
 * @param lookup how names are found, where not by the machine
 */
export function createKeptFetch(lookup?: Lookup): Fetch {
  const connect = { ...BOUNDS.connect, ...(lookup && { lookup }) }
  const dispatcher = new Agent({ ...BOUNDS, connect })
  return (input, init) => {
    // Node's own `fetch` takes it, though the types of browsers do not know it.
    const kept = { ...init, dispatcher }
    return fetch(input, kept)
  }
}

type Lookup = typeof import('node:dns').lookup

/** The one that all calls to an upstream share. */
export const keptFetch: Fetch = createKeptFetch()
