import { type CheckResult, unknown } from '#lib/check-result.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Config } from '#server/config/config.ts'
import type { StoreReport } from '#server/store/store-report.ts'
import { COMMON_CHECKS } from '#upstreams/doctor.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { upstreams } from '#upstreams/registry.ts'
import { withClock } from './clock.ts'
import { checkConfig } from './config-checks.ts'
import { checkResend } from './resend-checks.ts'
import { checkProxies, checkWellKnown, postForm } from './site-checks.ts'
import { checkStore } from './store-checks.ts'

/** Everything that the doctor needs from outside. */
export type CheckContext = {
  readonly config: Config
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly sealer: Sealer
  readonly fetch: Fetch
  /** Reads the state of the database; null if no site runs that could tell. */
  readonly readStore: () => Promise<StoreReport | null>
}

/** Time after which a check that has not ended counts as unknown. */
const PATIENCE_MS = 9_000

/** Runs all checks. Changes no account. @returns results in a fixed order; never rejects */
export async function checkSite(context: CheckContext): Promise<CheckResult[]> {
  const { config, environment, sealer, fetch, readStore } = context
  const clock = withClock(fetch)
  const { upstream, siteUrl } = config
  const vendor = upstream.check({ fetch: clock.fetch, siteUrl })
  const groups: [ids: readonly string[], Promise<readonly CheckResult[]>][] = [
    [CONFIG_CHECKS, checkConfig(config, environment)],
    [STORE_CHECKS, readStore().then((report) => checkStore(config, report))],
    [[...COMMON_CHECKS, ...upstreams[upstream.name].checks], vendor],
    [['clock.skew'], vendor.then(() => [clock.check()])],
    [RESEND_CHECKS, checkResend(config.mail, fetch)],
    [['proxy.hops'], checkProxies(fetch, config, sealer).then((result) => [result])],
    [['site.form'], postForm(fetch, config).then((result) => [result])],
    [['well-known'], checkWellKnown(fetch, config).then((result) => [result])],
  ]
  const results = await Promise.all(groups.map(([ids, checks]) => inTime(ids, checks)))
  return results.flat()
}

const CONFIG_CHECKS = ['config.hostname', 'config.url', 'config.log']
const STORE_CHECKS = [
  'db.connect',
  'db.rights',
  'db.schema',
  'store.memory',
  'mail.budget',
  'queue.age',
]
const RESEND_CHECKS = ['resend.key', 'resend.domain', 'resend.tracking', 'resend.deliveries']

/** Ids of all checks that every site has. An upstream adds its own. */
export const CHECK_IDS = [
  ...['config', 'config.variables', ...CONFIG_CHECKS, ...STORE_CHECKS],
  ...[...COMMON_CHECKS, 'clock.skew', ...RESEND_CHECKS, 'proxy.hops', 'site.form', 'well-known'],
]

/** Awaits results. A check that fails by itself or takes too long is unknown. */
async function inTime(
  ids: readonly string[],
  checks: Promise<readonly CheckResult[]>,
): Promise<readonly CheckResult[]> {
  const unseen = (why: string) => ids.map((id) => unknown(id, why))
  const late = Promise.withResolvers<CheckResult[]>()
  const timer = setTimeout(() => late.resolve(unseen('The check took too long.')), PATIENCE_MS)
  const seen = checks.catch(() => unseen('The check itself failed.'))
  return Promise.race([seen, late.promise]).finally(() => clearTimeout(timer))
}
