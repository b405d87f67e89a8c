import type { UpstreamName } from '#upstreams/registry.ts'

/** Builds the name of the variable with a vendor's site, such as `SESSIONM_SITE_URL`. */
export const siteUrlVariable = (upstream: UpstreamName): string =>
  `${upstream.toUpperCase().replaceAll('-', '_')}_SITE_URL`
