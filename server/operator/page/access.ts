import { timingSafeEqual } from 'node:crypto'
import { isLoopbackHost } from '#lib/config-fields.ts'
import type { Sealer } from '#lib/sealer.ts'
import { hashOfKey } from '#server/config/api.ts'
import { isSameOrigin } from '#server/http/request-source.ts'
import { bearerToken } from '#server/operator/api/keys.ts'
import type { Guesses } from './guesses.ts'
import { hasSession } from './session.ts'

/** Settings of the page that decide who may see it. */
export type AccessSite = {
  /** Null: only this machine can reach the page, and it asks for nothing. */
  readonly tokenHash: Buffer | null
  readonly sealer: Sealer
  readonly now: () => Date
  readonly guesses: Guesses
}

/**
 * Right of a request. `open`: there is no token · `refused`: it has none · `wrong`: it has another token ·
 * `blocked`: its client has sent too many wrong ones.
 */
export type Access = 'open' | 'bearer' | 'session' | 'refused' | 'wrong' | 'blocked'

/**
 * Checks whether a text is the token. Compares hashes, so that the time reveals nothing. Wrong tokens never
 * block the right one, because clients behind a proxy share an address: the token is too long to guess.
 */
export function checkToken(
  { guesses }: Pick<AccessSite, 'guesses'>,
  tokenHash: Buffer,
  token: string,
  client: string,
): 'right' | 'wrong' | 'blocked' {
  if (timingSafeEqual(hashOfKey(token), tokenHash)) return 'right'
  if (guesses.isBlocked(client)) return 'blocked'
  guesses.add(client)
  return 'wrong'
}

/** Finds the right of a request. @param client address of the socket */
export async function accessOf(
  site: AccessSite,
  { headers }: Request,
  client: string,
): Promise<Access> {
  const { tokenHash, sealer, now } = site
  if (tokenHash === null) return 'open'
  const token = bearerToken(headers.get('authorization'))
  if (token) {
    const checked = checkToken(site, tokenHash, token, client)
    return checked === 'right' ? 'bearer' : checked
  }
  const isSignedIn = await hasSession({ sealer, now, tokenHash }, headers.get('cookie'))
  return isSignedIn ? 'session' : 'refused'
}

/**
 * Checks whether a request names this machine. The page of another site can have its own name resolve to this
 * machine (DNS rebinding), but not change the name in its requests.
 */
export const isLocalHost = (url: string): boolean => isLoopbackHost(new URL(url).hostname)

/** Checks whether a form comes from a page of this server, by whatever scheme the browser sees it. */
export function isOwnForm({ headers, url }: Request): boolean {
  const origin = headers.get('origin') ?? ''
  const { protocol } = new URL(URL.canParse(origin) ? origin : url)
  return isSameOrigin(headers, `${protocol}//${new URL(url).host}`)
}

/** Checks whether the browser sees this server by `https`. Only the origin of a form shows it. */
export const isHttps = ({ headers }: Request): boolean =>
  (headers.get('origin') ?? '').startsWith('https://')
