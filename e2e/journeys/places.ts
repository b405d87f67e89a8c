import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'

/** Addresses of the journeys' programs. They differ from those of a demo. */
export const SANDBOX_URL = 'http://localhost:4100'

/** Returns the URL of the site of an upstream. */
export const siteUrlOf = (upstream: UpstreamName): string =>
  `http://localhost:${3101 + UPSTREAM_NAMES.indexOf(upstream)}`

/** Site with `SCRIPTS=off`. */
export const SCRIPTS_OFF_URL = 'http://localhost:3100'
