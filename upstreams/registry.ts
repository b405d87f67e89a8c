import { betterez } from './betterez/index.ts'
import type { UpstreamDefinition } from './define-upstream.ts'
import { elasticPath } from './elastic-path/index.ts'
import { sessionm } from './sessionm/index.ts'

/** Every upstream, by its value of `UPSTREAM`. */
export const upstreams = {
  betterez,
  sessionm,
  'elastic-path': elasticPath,
} satisfies Record<string, UpstreamDefinition>

/** The value of `UPSTREAM`. */
export type UpstreamName = keyof typeof upstreams

/** All upstreams' names, in the order of the registry. */
export const UPSTREAM_NAMES = Object.keys(upstreams) as readonly UpstreamName[]
