import { cachedAsync } from '#lib/cached.ts'
import { readBytes } from '#lib/read-body.ts'

/** An image to serve. */
export type Logo = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Size of the largest logo. */
export const MAX_LOGO_BYTES = 256 * 1024

const TIME_LIMIT_MS = 5000
const HOUR_MS = 60 * 60_000
/** Time before the next try after a failure. */
const PAUSE_MS = 60_000

const TYPES = new Set(
  ['png', 'jpeg', 'webp', 'gif', 'avif', 'svg+xml'].map((type) => `image/${type}`),
)

/**
 * Creates a loader of the brand's logo, which fetches it once an hour for all visitors.
 * @returns a function whose result is null when the host sends no usable image
 */
export function logoAt(url: string, fetch: typeof globalThis.fetch, now: () => number = Date.now) {
  const load = async (): Promise<{ logo: Logo | null; until: number }> => {
    const logo = await fetchLogo(url, fetch).catch(() => null)
    // After a failure, keep serving the last image.
    return { logo: logo ?? kept.peek()?.logo ?? null, until: now() + (logo ? HOUR_MS : PAUSE_MS) }
  }
  const kept = cachedAsync(load, ({ until }) => now() < until)
  return async (): Promise<Logo | null> => (await kept.get()).logo
}

async function fetchLogo(url: string, fetch: typeof globalThis.fetch): Promise<Logo | null> {
  const answer = await fetch(url, {
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  })
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const isImage = answer.ok && TYPES.has(type)
  const bytes = isImage ? await readBytes(answer.body, MAX_LOGO_BYTES) : null
  if (!isImage) await answer.body?.cancel()
  return bytes && { type, bytes }
}
