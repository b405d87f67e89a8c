import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Sealer } from '#lib/sealer.ts'

/** Header by which the doctor marks its requests to the site. */
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

/**
 * Makes a probe, which only a holder of `SITE_SECRET` can make.
 * @param id of the request: the cause of a reset that it asks for
 */
export function makeProbe(
  sealer: Pick<Sealer, 'keyedHash'>,
  id: string = randomUUID(),
  now = Date.now(),
): string {
  const minute = String(Math.floor(now / MINUTE_MS))
  return [minute, id, sealer.keyedHash(PURPOSE, minute, id)].join('.')
}

/** Reads a header. @returns the id of the request; null if it is no genuine and fresh probe */
export function readProbe(
  sealer: Pick<Sealer, 'matchesKeyedHash'>,
  header: string | string[] | undefined,
  now = Date.now(),
): string | null {
  const [minute = '', id = '', hash = ''] = String(header ?? '').split('.')
  const isFresh = Math.abs(now / MINUTE_MS - Number(minute)) <= LIFETIME_MINUTES
  return isFresh && hash !== '' && sealer.matchesKeyedHash(hash, PURPOSE, minute, id) ? id : null
}
