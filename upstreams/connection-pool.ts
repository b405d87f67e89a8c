import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici'
import type { Fetch } from './http-client.ts'

const CONNECT_TIMEOUT_MS = 2000

/** Maximum number of connections to one host. */
const MAX_CONNECTIONS = 64

type Lookup = typeof import('node:dns').lookup

/** URLs of the egress proxies; empty: none. */
export type EgressProxy = { readonly httpProxy: string; readonly httpsProxy: string }

/**
 * Creates a `fetch` that reuses connections, has a short connect timeout, and uses the proxy. Its `fresh`
 * opens a new connection for each request.
 * @param lookup resolves host names; by default the machine's own
 */
export function createPooledFetch(proxy: EgressProxy, lookup?: Lookup): Fetch {
  const kept = fetchThrough(createAgent(proxy, {}, lookup))
  const fresh = fetchThrough(createAgent(proxy, { pipelining: 0 }, lookup))
  return Object.assign(kept, { fresh })
}

/**
 * Makes the global `fetch`, which the package of the breach check calls, use the proxy. Node ignores the
 * variables of the proxy unless it is started with `NODE_USE_ENV_PROXY=1`.
 */
export function routeThroughProxy(proxy: EgressProxy): void {
  if (proxy.httpProxy || proxy.httpsProxy) setGlobalDispatcher(createAgent(proxy))
}

const fetchThrough =
  (dispatcher: EnvHttpProxyAgent): typeof globalThis.fetch =>
  (input, init) => {
    // Node's own `fetch` has this option, but the types of browsers lack it.
    const withAgent = { ...init, dispatcher }
    return fetch(input, withAgent)
  }

/** Creates the agent. It reads `NO_PROXY` itself. */
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
