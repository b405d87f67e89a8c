import type { UpstreamConfig } from '#lib/config-upstream.ts'
import { betterez } from './betterez.ts'
import { upstreamFetch } from './connections.ts'
import { elasticPath } from './elastic-path.ts'
import { sessionm } from './sessionm.ts'
import type { Upstream } from './upstream.ts'

/** The adapter of the upstream that the configuration names. */
export function createUpstream(config: UpstreamConfig): Upstream {
  switch (config.name) {
    case 'betterez':
      return betterez(config, upstreamFetch)
    case 'sessionm':
      return sessionm(config, upstreamFetch)
    case 'elastic-path':
      return elasticPath(config, upstreamFetch)
    default:
      return config satisfies never
  }
}
