import type { UpstreamConfig } from '#lib/config-upstream.ts'
import { betterez } from './betterez.ts'
import { elasticPath } from './elastic-path.ts'
import type { Fetch } from './http.ts'
import { sessionm } from './sessionm.ts'
import type { Upstream } from './upstream.ts'

/** The adapter of the upstream that the configuration names. */
export function createUpstream(config: UpstreamConfig, fetch: Fetch): Upstream {
  switch (config.name) {
    case 'betterez':
      return betterez(config, fetch)
    case 'sessionm':
      return sessionm(config, fetch)
    case 'elastic-path':
      return elasticPath(config, fetch)
    default:
      return config satisfies never
  }
}
