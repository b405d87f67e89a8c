import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'

/** Where the journeys' programs listen: beside a demo, not in its way. */
export const SANDBOX_URL = 'http://localhost:4100'

/** The site of an upstream. */
export const siteUrlOf = (upstream: UpstreamName): string =>
  `http://localhost:${3101 + UPSTREAM_NAMES.indexOf(upstream)}`

/** A site whose operator wants no script. */
export const SCRIPTS_OFF_URL = 'http://localhost:3100'
