import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici'
import type { Fetch } from './http-client.ts'

const CONNECT_TIMEOUT_MS = 2000

/** Connections to one host at the same time. */
const MAX_CONNECTIONS = 64

type Lookup = typeof import('node:dns').lookup

/**
 * Makes a `fetch` that reuses connections, gives up early on one that cannot be made, and goes
 * through the proxy of the environment. `fresh` uses each connection once.
 * @param lookup resolves host names; by default the machine's own
 */
export function createKeptFetch(lookup?: Lookup): Fetch {
  const kept = fetchThrough(createAgent({}, lookup))
  const fresh = fetchThrough(createAgent({ pipelining: 0 }, lookup))
  return Object.assign(kept, { fresh })
}

/**
 * Makes the global `fetch` use the proxy of the environment. The package of the breach check calls it,
 * and Node ignores the proxy unless it is started with `NODE_USE_ENV_PROXY=1`.
 */
export function routeThroughProxy(): void {
  if (proxy('HTTP_PROXY') || proxy('HTTPS_PROXY')) setGlobalDispatcher(createAgent({}))
}

const fetchThrough =
  (dispatcher: EnvHttpProxyAgent): typeof globalThis.fetch =>
  (input, init) => {
    // Node's own `fetch` takes it, though the types of browsers do not know it.
    const withAgent = { ...init, dispatcher }
    return fetch(input, withAgent)
  }

/** Reads the URL of a proxy; empty where there is none. The name in lower case wins, as in curl. */
const proxy = (name: 'HTTP_PROXY' | 'HTTPS_PROXY'): string =>
  process.env[name.toLowerCase()]?.trim() || process.env[name]?.trim() || ''

/** The agent reads `NO_PROXY` itself. */
function createAgent(options: { pipelining?: number }, lookup?: Lookup): EnvHttpProxyAgent {
  const connect = { timeout: CONNECT_TIMEOUT_MS, ...(lookup && { lookup }) }
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: proxy('HTTP_PROXY'),
    httpsProxy: proxy('HTTPS_PROXY'),
    connections: MAX_CONNECTIONS,
    connect,
    proxyTls: connect,
    requestTls: connect,
  })
}
