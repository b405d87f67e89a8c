import { later } from '#lib/reset/services.ts'
import type { Sealer } from '#lib/sealer.ts'
import { readCookie } from '#server/http/cookies.ts'

/** Time after which an operator signs in again. */
const LIFETIME_SECONDS = 60 * 60

type Setting = {
  readonly sealer: Sealer
  readonly now: () => Date
  /** A session ends when the token is replaced. */
  readonly tokenHash: Buffer
}

/** Name of the cookie. Browsers take the prefix from `https` only. @see RFC 6265bis, section 4.1.3.2 */
const nameOf = (isHttps: boolean) => (isHttps ? '__Host-operator' : 'operator')

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict'

const printOf = ({ sealer, tokenHash }: Setting) =>
  sealer.keyedHash('operator', tokenHash.toString('hex'))

/** Makes the cookie of a new session, as the value of `Set-Cookie`. */
export async function sessionCookie(setting: Setting, isHttps: boolean): Promise<string> {
  const { sealer, now } = setting
  const sealed = await sealer.seal('operator', printOf(setting), later(now(), LIFETIME_SECONDS))
  const secure = isHttps ? '; Secure' : ''
  return `${nameOf(isHttps)}=${sealed}; Max-Age=${LIFETIME_SECONDS}; ${ATTRIBUTES}${secure}`
}

/** Makes the `Set-Cookie` that ends a session in the browser. */
export const endedSession = (isHttps: boolean): string =>
  `${nameOf(isHttps)}=; Max-Age=0; ${ATTRIBUTES}${isHttps ? '; Secure' : ''}`

/** Checks whether the cookies of a request hold a session. */
export async function hasSession(setting: Setting, cookies: string | null): Promise<boolean> {
  const { sealer, tokenHash } = setting
  for (const isHttps of [true, false]) {
    const sealed = readCookie(cookies ?? undefined, nameOf(isHttps))
    if (sealed === undefined) continue
    const opened = await sealer.open('operator', sealed)
    const isOwn = opened.kind === 'open' && typeof opened.value === 'string'
    if (
      isOwn &&
      sealer.matchesKeyedHash(opened.value as string, 'operator', tokenHash.toString('hex'))
    )
      return true
  }
  return false
}
