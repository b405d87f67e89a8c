import { type Logo, logoAt } from '#lib/brand/logo.ts'
import type { Tally } from '#lib/log/counts.ts'
import { createLog } from '#lib/log/log.ts'
import { observedLog } from '#lib/log/observed-log.ts'
import { blocklist } from '#lib/password/blocklist.ts'
import { breachCheck } from '#lib/password/breach-check.ts'
import { limitsWith } from '#lib/reset/limits.ts'
import type { Services } from '#lib/reset/services.ts'
import { createSealer } from '#lib/sealer.ts'
import { createPooledFetch } from '#upstreams/connection-pool.ts'
import { type Config, readConfig } from './config/config.ts'
import { readWellKnown, type WellKnownName } from './config/well-known.ts'
import { eventSender } from './events/send-events.ts'
import { renderEmail } from './mail/render-email.ts'
import { resendEvents } from './mail/resend-events.ts'
import { resendMailer } from './mail/resend-mailer.ts'
import { observer } from './operator/observer.ts'
import { timedUpstream } from './operator/timed-upstream.ts'
import { createStore, type Store } from './store/store.ts'

/** All services of this process, and its configuration. */
export type App = Services & {
  readonly config: Config
  readonly store: Store
  /** Receivers of all counts. More may be added. */
  readonly tallies: Tally[]
  /** Logos of the brand for light and dark mode; null if it has none. */
  readonly logos: Readonly<Record<'light' | 'dark', (() => Promise<Logo | null>) | null>>
  /** Files of `WELL_KNOWN_DIR`; null if it is not set. */
  readonly wellKnown: Readonly<Record<WellKnownName, string>> | null
}

/** Next loads actions, routes and the proxy as separate modules, so they share state here. */
const shared = globalThis as typeof globalThis & { passwordResetSite?: App }

/**
 * Returns the services of this process, created at the first call.
 * @throws {ConfigError} when the environment cannot be used
 */
export const services = (): App => {
  shared.passwordResetSite ??= createApp(readConfig())
  return shared.passwordResetSite
}

function createApp(config: Config): App {
  const { mail } = config
  const outboundFetch = createPooledFetch(config.egressProxy)
  const logo = (url: string | null) => (url === null ? null : logoAt(url, outboundFetch))
  const sealer = createSealer(config.secrets, config.upstream.name)
  const ownLog = createLog(config.logLevel, config.upstream.name)
  const limits = limitsWith(config.limits)
  const store = createStore(config.store, { sealer, log: ownLog, limits })
  const tallies: Tally[] = [store.counts]
  const tally = tallyOf(tallies)
  const log = observedLog(ownLog, observer({ progress: store.progress, tally }))
  return {
    config,
    log,
    tallies,
    logos: { light: logo(config.brand.logoUrl), dark: logo(config.brand.logoDarkUrl) },
    wellKnown: config.wellKnownDirectory === null ? null : readWellKnown(config.wellKnownDirectory),
    siteUrl: config.siteUrl,
    upstream: timedUpstream(config.upstream.open(outboundFetch), tally),
    mailer:
      mail && resendMailer({ ...mail, sealer }, (it) => renderEmail(config, it), outboundFetch),
    mailsUnknownAddresses: mail?.unknownAddresses ?? false,
    eventSender:
      config.events &&
      eventSender({ ...config.events, upstream: config.upstream.name }, outboundFetch),
    mailEvents: mail?.webhookSecret ? resendEvents(mail.webhookSecret, sealer) : null,
    store,
    outbox: store.outbox,
    changeLock: store.changeLock,
    pending: store.pending,
    codes: store.codes,
    limiter: store.limiter,
    sealer,
    policy: config.password,
    isBlocked: blocklist(namesOf(config)),
    isBreached: breachCheck(config.breachCheckUrl, log),
    now: () => new Date(),
  }
}

/** Makes a tally that passes everything on to all of these. */
const tallyOf = (tallies: readonly Tally[]): Tally => ({
  count: (count) => {
    for (const each of tallies) each.count(count)
  },
  time: (duration, seconds) => {
    for (const each of tallies) each.time(duration, seconds)
  },
})

/** Lists the names that customers know the company by: its own, and those of its hosts. */
function namesOf({ brand, siteUrl }: Config): string[] {
  const places = [siteUrl, brand.signInUrl].filter((url) => url !== null)
  return [brand.name, ...places.map((url) => new URL(url).hostname)]
}
