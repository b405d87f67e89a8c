import { betterez } from './betterez/index.ts'
import type { UpstreamDefinition } from './define-upstream.ts'
import { elasticPath } from './elastic-path/index.ts'
import { sessionm } from './sessionm/index.ts'

/** All upstreams, by the value of `UPSTREAM`. */
export const upstreams = {
  betterez,
  sessionm,
  'elastic-path': elasticPath,
} satisfies Record<string, UpstreamDefinition>

/** A value of `UPSTREAM`. */
export type UpstreamName = keyof typeof upstreams

/** Names of all upstreams, in the order of the registry. */
export const UPSTREAM_NAMES = Object.keys(upstreams) as readonly UpstreamName[]
