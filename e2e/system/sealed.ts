import type { Services } from '#lib/reset/services.ts'
import { createSealer, type Sealer } from '#lib/sealer.ts'
import { type Flow, flowCookie } from '#server/http/cookies.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** Creates the sealer of a site in the demo's environment. */
export const sealerOf = (upstream: UpstreamName): Sealer =>
  createSealer([Buffer.alloc(32, 'demo')], upstream)

/** Makes the cookie of a browser with a flow. */
export async function cookieOf(upstream: UpstreamName, flow: Flow): Promise<string> {
  const services = { sealer: sealerOf(upstream), now: () => new Date() } as Services
  const { name, value } = await flowCookie(services, flow)
  return `${name}=${value}`
}
