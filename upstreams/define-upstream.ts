import * as z from 'zod'
import type { Upstream } from '#lib/reset/upstream.ts'
import type { Fetch } from './http-client.ts'

/** Environment variables; a blank one is left out. */
type Environment = Readonly<Record<string, string | undefined>>

/** An entry of the registry. */
export type UpstreamDefinition = {
  /** Schemas of its environment variables, by name. */
  readonly variables: Readonly<Record<string, z.ZodType>>
  /** Reads the variables. @returns a function that makes the adapter */
  readonly read: (environment: Environment) => z.ZodSafeParseResult<(fetch: Fetch) => Upstream>
  /** Whether it mails the link itself. Other variables may be missing in the environment. */
  readonly mailsLink: (environment: Environment) => boolean
  /** Whether a change ends the customer's other sessions, by the vendor's documents. */
  readonly endsSessions: boolean
  /** Path of the webhook that it calls with tokens. The route is in `app/`. */
  readonly webhookPath?: string
}

/** Settings of an adapter, each with the name and the schema of its environment variable. */
type Variables = Readonly<Record<string, readonly [name: string, rule: z.ZodType]>>

/** Ties the environment variables of an upstream to its adapter. */
export const defineUpstream = <const V extends Variables>({
  settings,
  open,
  ...definition
}: Omit<UpstreamDefinition, 'variables' | 'read'> & {
  readonly settings: V
  readonly open: (settings: { [Key in keyof V]: z.output<V[Key][1]> }, fetch: Fetch) => Upstream
}): UpstreamDefinition => {
  const variables = Object.fromEntries(Object.values(settings))
  const reader = z.object(variables).transform((values) => {
    const pairs = Object.entries(settings).map(([key, [name]]) => [key, values[name]])
    const read = Object.fromEntries(pairs) as { [Key in keyof V]: z.output<V[Key][1]> }
    return (fetch: Fetch) => open(read, fetch)
  })
  return { ...definition, variables, read: (environment) => reader.safeParse(environment) }
}
