import * as z from 'zod'
import type { CheckResult } from '#lib/check-result.ts'
import type { Upstream } from '#lib/reset/upstream.ts'
import { type Doctor, type DoctorTools, runDoctor } from './doctor.ts'
import type { Fetch } from './http-client.ts'
import type { Environment, Provision } from './provision.ts'

/** An entry of the registry. */
export type UpstreamDefinition = {
  /** Schemas of its environment variables, by name. */
  readonly variables: Readonly<Record<string, z.ZodType>>
  /** Reads the variables. @returns a function that makes the adapter */
  readonly read: (environment: Environment) => z.ZodSafeParseResult<(fetch: Fetch) => Upstream>
  /** Checks whether it mails the link itself. Other variables may be missing in the environment. */
  readonly mailsLink: (environment: Environment) => boolean
  /** Path of the webhook that it calls with tokens. The route is in `app/`. */
  readonly webhookPath?: string
  /** Ids of the checks that it adds to the doctor's. */
  readonly checks: readonly string[]
  /** Runs its checks. Changes nothing. @returns no result if it brings no checks */
  readonly check: (environment: Environment, tools: DoctorTools) => Promise<readonly CheckResult[]>
  /** Its set-up. */
  readonly provision?: Provision
}

/** Settings of an adapter, each with the name and the schema of its environment variable. */
type Variables = Readonly<Record<string, readonly [name: string, rule: z.ZodType]>>

type Settings<V extends Variables> = { [Key in keyof V]: z.output<V[Key][1]> }

/** Ties the environment variables of an upstream to its adapter. */
export const defineUpstream = <const V extends Variables>({
  settings,
  open,
  doctor,
  ...definition
}: Pick<UpstreamDefinition, 'mailsLink' | 'webhookPath' | 'provision'> & {
  readonly settings: V
  readonly open: (settings: Settings<V>, fetch: Fetch) => Upstream
  readonly doctor?: Doctor<Settings<V>>
}): UpstreamDefinition => {
  const variables = Object.fromEntries(Object.values(settings))
  const reader = z.object(variables).transform((values) => {
    const pairs = Object.entries(settings).map(([key, [name]]) => [key, values[name]])
    return Object.fromEntries(pairs) as Settings<V>
  })
  const opener = reader.transform((read) => (fetch: Fetch) => open(read, fetch))
  return {
    ...definition,
    variables,
    read: (environment) => opener.safeParse(environment),
    checks: doctor?.ids ?? [],
    check: async (environment, tools) =>
      doctor ? runDoctor(doctor, reader.parse(environment), tools) : [],
  }
}
