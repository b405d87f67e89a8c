import { createMiddleware } from 'hono/factory'
import type { UpstreamName } from '#upstreams/registry.ts'

/** One request to a vendor's API. */
export type Call = {
  readonly at: string
  readonly upstream: UpstreamName
  /** Name of the call: `reset-request`, `search`, `token`, `exchange`, `change` and others. */
  operation: string
  /** Id of its customer; null if unknown. */
  customer: string | null
  /** The SHA-256 of the token in a change at SessionM; null in other calls. */
  tokenHash: string | null
  /** Null until it is answered. */
  status: number | null
}

/** Context of the handlers of a vendor. */
export type VendorEnv = { Variables: { call: Call } }

/** The record of calls. */
export type Calls = ReturnType<typeof createCalls>

/** Creates the journal of the last calls, oldest first. It holds no secret. */
export const createCalls = (limit = 5_000) => {
  const calls: Call[] = []
  return {
    open: (upstream: UpstreamName, operation: string): Call => {
      const at = new Date().toISOString()
      const call: Call = { at, upstream, operation, customer: null, tokenHash: null, status: null }
      calls.push(call)
      if (calls.length > limit) calls.shift()
      return call
    },

    /** Lists calls. `undefined` matches any. */
    list: (upstream: string | undefined, customer: string | undefined): readonly Call[] =>
      calls.filter(
        (call) =>
          (upstream === undefined || call.upstream === upstream) &&
          (customer === undefined || call.customer === customer),
      ),
  }
}

/** Records a request before it is handled, and its status afterwards. */
export const journal = (calls: Calls, upstream: UpstreamName, operation: string) =>
  createMiddleware<VendorEnv>(async (c, next) => {
    const call = calls.open(upstream, operation)
    c.set('call', call)
    await next()
    call.status = c.res.status
  })
