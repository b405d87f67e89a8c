import * as z from 'zod'
import type { Sealer } from '#lib/sealer.ts'

/** Header by which the doctor asks the site, at `/healthz`, how a request arrived. */
export const PROBE_HEADER = 'x-doctor'

/** Header by which the site hands its view of such a request to `/healthz`. No client can set it. */
export const VIEW_HEADER = 'x-doctor-view'

const MINUTE_MS = 60_000

/** Minutes for which a probe works. */
const LIFETIME_MINUTES = 5

/** The site's view of a request: addresses that proxies named, and whether none of them is believed. */
export const viewSchema = z.object({
  forwarded: z.number(),
  client: z.string(),
  isIgnored: z.boolean(),
})

const PURPOSE = 'doctor'

/** Makes a probe, which only a holder of `SITE_SECRET` can make. */
export function makeProbe(sealer: Pick<Sealer, 'keyedHash'>, now = Date.now()): string {
  const minute = String(Math.floor(now / MINUTE_MS))
  return `${minute}.${sealer.keyedHash(PURPOSE, minute)}`
}

/** Whether a probe is genuine and fresh. */
export function isProbe(
  sealer: Pick<Sealer, 'matchesKeyedHash'>,
  probe: string | string[] | undefined,
  now = Date.now(),
): boolean {
  if (typeof probe !== 'string') return false
  const [minute = '', hash = ''] = probe.split('.')
  const isFresh = Math.abs(now / MINUTE_MS - Number(minute)) <= LIFETIME_MINUTES
  return isFresh && sealer.matchesKeyedHash(hash, PURPOSE, minute)
}
