import { resolve } from 'node:path'
import * as z from 'zod'
import type { CheckResult } from '#lib/check-result.ts'
import type { TrustedProxies } from '#lib/client-address.ts'
import {
  count,
  exactUrl,
  isSecret,
  keys,
  oneOf,
  origin,
  secret,
  text,
  url,
} from '#lib/config-fields.ts'
import type { LimitSettings } from '#lib/reset/limits.ts'
import type { Upstream } from '#lib/reset/upstream.ts'
import type { Locale } from '#messages/locales.ts'
import type { StoreConfig } from '#server/store/database.ts'
import type { EgressProxy } from '#upstreams/connection-pool.ts'
import type { DoctorTools } from '#upstreams/doctor.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { UPSTREAM_NAMES, type UpstreamName, upstreams } from '#upstreams/registry.ts'
import { type ApiConfig, apiFields } from './api.ts'
import { type Brand, brandFields, readBrand } from './brand.ts'
import { ConfigError } from './config-error.ts'
import { type EventsConfig, eventsFields, readEvents } from './events.ts'
import {
  eventsFaults,
  keyFaults,
  logoFaults,
  mailFaults,
  opsFaults,
  otherActionsFaults,
  proxyFaults,
} from './faults.ts'
import { limitFields, readLimits } from './limits.ts'
import { localeList } from './locale-list.ts'
import { type MailConfig, mailFields, readMail } from './mail.ts'
import { networkFields, readNetwork } from './network.ts'
import { type OpsConfig, opsFields, readOps } from './ops.ts'
import { readSecretFiles } from './secret-files.ts'

/** Configuration by the operator, read once at boot. */
export type Config = {
  readonly siteUrl: string
  /** Keys of 32 bytes: the first seals, all open. */
  readonly secrets: readonly Uint8Array[]
  readonly upstream: {
    readonly name: UpstreamName
    readonly open: (fetch: Fetch) => Upstream
    readonly mailsLink: boolean
    /** Runs the upstream's own checks. */
    readonly check: (tools: DoctorTools) => Promise<readonly CheckResult[]>
  }
  /** Null if the upstream mails the link and no mailer is configured. */
  readonly mail: MailConfig | null
  /** Receiver of events for the company's own programs; null without one. */
  readonly events: EventsConfig | null
  readonly brand: Brand
  /** Languages that the site offers; the first is the default. */
  readonly locales: readonly [Locale, ...Locale[]]
  /** Target of links with another action than a reset; null: they lead to a page. */
  readonly otherActionsUrl: string | null
  /** Directory with `assetlinks.json` and `apple-app-site-association`; null: none is served. */
  readonly wellKnownDirectory: string | null
  readonly password: { readonly minLength: number; readonly maxBytes: number }
  /** Base URL of the Pwned Passwords range API; null when the check is off. */
  readonly breachCheckUrl: string | null
  readonly store: StoreConfig
  readonly egressProxy: EgressProxy
  readonly trustedProxies: TrustedProxies
  /** Time during which `/readyz` says 503 before the socket closes. */
  readonly drainSeconds: number
  /** Customer for whom the site asks for a reset once in so many hours; null for none. */
  readonly canary: { readonly address: string; readonly hours: number } | null
  readonly limits: LimitSettings
  readonly api: ApiConfig
  /** The operator's page; null: there is none. */
  readonly ops: OpsConfig | null
  /** True if pages may run JavaScript. They all work without. */
  readonly scripts: boolean
  readonly logLevel: string
}

const fields = z.object({
  SITE_URL: origin,
  SITE_SECRET: secret(keys),
  ...brandFields,
  LOCALES: localeList,
  OTHER_ACTIONS_URL: exactUrl.optional(),
  WELL_KNOWN_DIR: text.optional(),
  ...mailFields,
  ...eventsFields,
  // Bounds: a minimum of 64 characters fits into 64 bytes, and 4096 bytes fit into a 16 kB form.
  PASSWORD_MIN_LENGTH: count(12, 8, 64),
  PASSWORD_MAX_BYTES: count(1024, 64, 4096),
  BREACH_CHECK_URL: z
    .union([z.literal('off'), url], 'must be off, or https (http is for loopback hosts only)')
    .default('https://api.pwnedpasswords.com'),
  DATABASE_URL: secret(text.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional()),
  DATA_DIR: text.default('.data'),
  DRAIN_SECONDS: count(5, 0, 300),
  CANARY_ADDRESS: z.email('must be an address').optional(),
  // An address gets ten mails a day at most.
  CANARY_HOURS: count(6, 3, 168),
  ...limitFields,
  ...apiFields,
  ...opsFields,
  SCRIPTS: oneOf(['on', 'off']).default('on'),
  ...networkFields,
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  UPSTREAM: oneOf(UPSTREAM_NAMES),
})

/** Rules of the site's own variables, by name. */
export const SITE_RULES: Readonly<Record<string, z.ZodType>> = fields.shape

const RULES: [string, z.ZodType][] = [
  ...Object.entries(SITE_RULES),
  ...Object.values(upstreams).flatMap(({ variables }) => Object.entries(variables)),
]

/** Names of the variables whose values a file may hold. */
export const SECRETS = RULES.flatMap(([name, rule]) => (isSecret(rule) ? [name] : []))

/** Names of all variables that are read here. */
export const VARIABLES = [...RULES.map(([name]) => name), ...SECRETS.map((name) => `${name}_FILE`)]

/**
 * Reads the configuration from environment variables; a blank one counts as unset.
 * @throws {ConfigError} naming every variable that is missing or malformed.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const { set, faults: fileFaults, unread } = readSecretFiles(environment, SECRETS)
  const site = fields.safeParse(set)
  const name = UPSTREAM_NAMES.find((each) => each === set.UPSTREAM)
  const upstream = name && upstreams[name].read(set)
  const faults = [
    ...faultsOf(site),
    ...(upstream ? faultsOf(upstream) : []),
    ...mailFaults(set, name !== undefined && upstreams[name].mailsLink(set)),
    ...keyFaults(site.data?.SITE_SECRET ?? [], set),
    ...eventsFaults(set),
    ...otherActionsFaults(set),
    ...opsFaults(set),
    ...proxyFaults(set),
    ...logoFaults(set),
  ].filter((fault) => !unread.some((secretName) => fault.startsWith(`  ${secretName} `)))
  faults.push(...fileFaults)
  if (!site.success || !name || !upstream?.success || faults.length > 0) {
    throw new ConfigError(faults)
  }
  const env = site.data
  return {
    siteUrl: env.SITE_URL,
    secrets: env.SITE_SECRET,
    upstream: {
      name,
      open: upstream.data,
      mailsLink: upstreams[name].mailsLink(set),
      check: (tools) => upstreams[name].check(set, tools),
    },
    mail: readMail(env),
    events: readEvents(env),
    brand: readBrand(env),
    locales: env.LOCALES,
    otherActionsUrl: env.OTHER_ACTIONS_URL ?? null,
    wellKnownDirectory: env.WELL_KNOWN_DIR ? pathIn(environment, env.WELL_KNOWN_DIR) : null,
    password: { minLength: env.PASSWORD_MIN_LENGTH, maxBytes: env.PASSWORD_MAX_BYTES },
    breachCheckUrl: env.BREACH_CHECK_URL === 'off' ? null : env.BREACH_CHECK_URL,
    store: env.DATABASE_URL
      ? { kind: 'server', url: env.DATABASE_URL }
      : { kind: 'embedded', directory: pathIn(environment, env.DATA_DIR) },
    ...readNetwork(env),
    drainSeconds: env.DRAIN_SECONDS,
    canary: env.CANARY_ADDRESS ? { address: env.CANARY_ADDRESS, hours: env.CANARY_HOURS } : null,
    limits: readLimits(env),
    api: { keys: env.API_KEYS, invitationDays: env.INVITATION_DAYS },
    ops: readOps(env, set.HOSTNAME),
    scripts: env.SCRIPTS === 'on',
    logLevel: env.LOG_LEVEL,
  }
}

/** Resolves a path from where the command was given: the production server changes its directory. */
const pathIn = ({ PWD = '' }: Record<string, string | undefined>, path: string) =>
  resolve(PWD, path)

const faultsOf = (parsed: z.ZodSafeParseResult<unknown>): string[] =>
  (parsed.error?.issues ?? []).map((issue) => `  ${String(issue.path[0])} ${issue.message}`)

/** True if this is `next dev`, whose tools need a looser policy. */
export const isDevelopment = process.env.NODE_ENV === 'development'

/** Returns the origin at which this process answers, as Next knows it; empty before it listens. */
export const ownOrigin = () => process.env.__NEXT_PRIVATE_ORIGIN ?? ''
