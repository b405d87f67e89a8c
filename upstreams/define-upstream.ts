import type * as z from 'zod'
import type { Upstream } from '#lib/reset/upstream.ts'
import type { Fetch } from './http-client.ts'

/** Environment variables; a blank one is left out. */
type Environment = Readonly<Record<string, string | undefined>>

/** Makes the adapter of an upstream whose variables have been read. */
export type OpenUpstream = (fetch: Fetch) => Upstream

/** An upstream as the registry holds it. */
export type UpstreamDefinition = {
  /** The environment variables that it reads, each with its rule. */
  readonly variables: z.ZodObject
  readonly read: (environment: Environment) => z.ZodSafeParseResult<OpenUpstream>
  /** Whether it mails the link itself. Must work for an environment that lacks other variables. */
  readonly mailsLink: (environment: Environment) => boolean
  /** The path at this site that it calls with tokens; the route is in `app/`. */
  readonly webhookPath?: string
}

/** Ties the variables of an upstream to its adapter. */
export const defineUpstream = <Variables extends z.ZodObject>({
  open,
  ...definition
}: Omit<UpstreamDefinition, 'variables' | 'read'> & {
  readonly variables: Variables
  readonly open: (environment: z.output<Variables>, fetch: Fetch) => Upstream
}): UpstreamDefinition => {
  const reader = definition.variables.transform((values) => (fetch: Fetch) => open(values, fetch))
  return { ...definition, read: (environment) => reader.safeParse(environment) }
}
