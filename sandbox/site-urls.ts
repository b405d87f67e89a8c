import type { UpstreamName } from '#upstreams/registry.ts'

/** Name of the sandbox's variable for the site of one vendor's company, like `SESSIONM_SITE_URL`. */
export const siteUrlVariable = (upstream: UpstreamName): string =>
  `${upstream.toUpperCase().replaceAll('-', '_')}_SITE_URL`
