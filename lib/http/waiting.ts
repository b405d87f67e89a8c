import { clientKey } from '#lib/limits/client-key.ts'
import type { LimitName } from '#lib/limits/limits.ts'
import type { Site } from '#lib/reset/site.ts'

/** Tells what is behind the proxy in how many seconds the client may come again. Only we set it. */
export const WAIT_HEADER = 'x-wait'

/**
 * Counts a form of a client.
 * @returns in how many seconds the next one is taken; null when this one is
 */
export async function secondsToWait(
  { limiter, log }: Pick<Site, 'limiter' | 'log'>,
  limit: LimitName,
  headers: Headers,
): Promise<number | null> {
  const requestId = headers.get('x-request-id') ?? ''
  const client = clientKey(headers.get('x-forwarded-for') ?? '')
  try {
    const wait = await limiter.count(limit, client)
    if (wait !== null) log.warn('rate_limited', { outcome: limit, requestId })
    return wait
  } catch {
    // Without a database nothing can be taken: that is told where it shows.
    return null
  }
}
