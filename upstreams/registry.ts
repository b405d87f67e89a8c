import type { Upstream } from '#lib/reset/upstream.ts'
import type { UpstreamConfig } from '#upstreams/config.ts'
import { betterez } from './betterez/adapter.ts'
import { elasticPath } from './elastic-path/adapter.ts'
import type { Fetch } from './http-client.ts'
import { sessionm } from './sessionm/adapter.ts'

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
