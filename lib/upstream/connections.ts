import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici'
import type { Fetch } from './http.ts'

const CONNECT_TIMEOUT_MS = 2000

/** Connections to one host at the same time. */
const MAX_CONNECTIONS = 64

type Lookup = typeof import('node:dns').lookup

/**
 * Makes a `fetch` that reuses connections, gives up early on one that cannot be made, and goes
 * through the proxy of the environment. `fresh` uses each connection once.
 * @param lookup finds addresses of names; the machine's own unless set
 */
export function createKeptFetch(lookup?: Lookup): Fetch {
  const kept = fetchThrough(createAgent({}, lookup))
  const fresh = fetchThrough(createAgent({ pipelining: 0 }, lookup))
  return Object.assign(kept, { fresh })
}

/**
 * Sends what the breach check asks through the proxy of the environment: its package calls the
 * global `fetch`, which knows no proxy unless Node is started with `NODE_USE_ENV_PROXY=1`.
 */
export function routeThroughProxy(): void {
  const { env } = process
  if (env.http_proxy ?? env.HTTP_PROXY ?? env.https_proxy ?? env.HTTPS_PROXY)
    setGlobalDispatcher(createAgent({}))
}

const fetchThrough =
  (dispatcher: EnvHttpProxyAgent): typeof globalThis.fetch =>
  (input, init) => {
    // Node's own `fetch` takes it, though the types of browsers do not know it.
    const withAgent = { ...init, dispatcher }
    return fetch(input, withAgent)
  }

/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are read here, in either case. */
function createAgent(options: { pipelining?: number }, lookup?: Lookup): EnvHttpProxyAgent {
  const connect = { timeout: CONNECT_TIMEOUT_MS, ...(lookup && { lookup }) }
  return new EnvHttpProxyAgent({
    ...options,
    connections: MAX_CONNECTIONS,
    connect,
    proxyTls: connect,
    requestTls: connect,
  })
}
