import type { UpstreamConfig } from '#lib/config-upstream.ts'
import { betterez } from './betterez.ts'
import { keptFetch } from './connections.ts'
import { elasticPath } from './elastic-path.ts'
import { sessionm } from './sessionm.ts'
import type { Upstream } from './upstream.ts'

/** The adapter of the upstream that the configuration names. */
export function createUpstream(config: UpstreamConfig): Upstream {
  switch (config.name) {
    case 'betterez':
      return betterez(config, keptFetch)
    case 'sessionm':
      return sessionm(config, keptFetch)
    case 'elastic-path':
      return elasticPath(config, keptFetch)
    default:
      return config satisfies never
  }
}
