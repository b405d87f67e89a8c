import { randomUUID } from 'node:crypto'
import { followReset, type Patience } from '#lib/reset/proof.ts'
import { requestReset } from '#lib/reset/request-reset.ts'
import type { Services } from '#lib/reset/services.ts'
import type { Config } from '#server/config/config.ts'
import type { Store } from '#server/store/store.ts'
import { isDeliveryKnown } from './send-to.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Patience of the canary. An upstream under high load may be late. */
const LONG: Patience = { mailMs: 10 * MINUTE_MS, deliveryMs: 5 * MINUTE_MS, pauseMs: 5_000 }

type Site = Services & { readonly config: Config; readonly store: Store }

/**
 * Asks for a reset of `CANARY_ADDRESS` once in each span of `CANARY_HOURS`, and logs `canary_failed` if
 * its mail is not accepted, or not delivered. Of several replicas, one does it.
 */
export function startCanary(site: Site): void {
  const { canary } = site.config
  if (!canary) return
  setInterval(() => void runCanary(site, canary).catch(() => {}), MINUTE_MS).unref()
}

/** Asks for the reset of the current span, unless that was done. */
export async function runCanary(
  site: Pick<Site, 'config' | 'store' | 'log'> & Parameters<typeof requestReset>[0],
  { address, hours }: NonNullable<Config['canary']>,
  patience: Patience = LONG,
): Promise<void> {
  const { config, store, log } = site
  const span = Math.floor(site.now().getTime() / (hours * HOUR_MS))
  if (!(await store.claim(`canary:${span}`, hours * HOUR_MS))) return
  const cause = randomUUID()
  await requestReset(site, { id: cause, locale: config.locales[0] }, address)
  const deliveryMs = isDeliveryKnown(config) ? patience.deliveryMs : 0
  const proof = await followReset(store.progress, cause, { ...patience, deliveryMs })
  if (proof !== 'mailed' && proof !== 'delivered') {
    log.error('canary_failed', { outcome: proof, requestId: cause, cause })
  }
}
