import type { SandboxVendor } from '#sandbox/vendor.ts'
import { betterez } from '#upstreams/betterez/sandbox/vendor.ts'
import { elasticPath } from '#upstreams/elastic-path/sandbox/vendor.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { sessionm } from '#upstreams/sessionm/sandbox/vendor.ts'

/** All vendors of the sandbox. */
export const vendors: Readonly<Record<UpstreamName, SandboxVendor>> = {
  betterez,
  sessionm,
  'elastic-path': elasticPath,
}
