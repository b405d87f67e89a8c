import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici'
import type { Fetch } from './http-client.ts'

const CONNECT_TIMEOUT_MS = 2000

/** Connections to one host at the same time. */
const MAX_CONNECTIONS = 64

type Lookup = typeof import('node:dns').lookup

/** URLs of the proxies for calls out; empty: none. */
export type EgressProxy = { readonly httpProxy: string; readonly httpsProxy: string }

/**
 * Makes a `fetch` that reuses connections, gives up early on one that cannot be made, and goes
 * through the proxy. `fresh` uses each connection once.
 * @param lookup resolves host names; by default the machine's own
 */
export function createKeptFetch(proxy: EgressProxy, lookup?: Lookup): Fetch {
  const kept = fetchThrough(createAgent(proxy, {}, lookup))
  const fresh = fetchThrough(createAgent(proxy, { pipelining: 0 }, lookup))
  return Object.assign(kept, { fresh })
}

/**
 * Makes the global `fetch` use the proxy. The package of the breach check calls it, and Node ignores the
 * proxy of the environment unless it is started with `NODE_USE_ENV_PROXY=1`.
 */
export function routeThroughProxy(proxy: EgressProxy): void {
  if (proxy.httpProxy || proxy.httpsProxy) setGlobalDispatcher(createAgent(proxy))
}

const fetchThrough =
  (dispatcher: EnvHttpProxyAgent): typeof globalThis.fetch =>
  (input, init) => {
    // Node's own `fetch` takes it, though the types of browsers do not know it.
    const withAgent = { ...init, dispatcher }
    return fetch(input, withAgent)
  }

/** The agent reads `NO_PROXY` itself. */
function createAgent(
  proxy: EgressProxy,
  options: { pipelining?: number } = {},
  lookup?: Lookup,
): EnvHttpProxyAgent {
  const connect = { timeout: CONNECT_TIMEOUT_MS, ...(lookup && { lookup }) }
  return new EnvHttpProxyAgent({
    ...options,
    ...proxy,
    connections: MAX_CONNECTIONS,
    connect,
    proxyTls: connect,
    requestTls: connect,
  })
}
