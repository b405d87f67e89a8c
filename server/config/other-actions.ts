/**
 * Checks `OTHER_ACTIONS_URL`. On the site's own host it would redirect for ever. Every recipient of such
 * a link sees the URL, so it must not hold credentials.
 */
export function otherActionsFaults(set: Record<string, string | undefined>): string[] {
  const target = parsed(set.OTHER_ACTIONS_URL)
  const own = parsed(set.SITE_URL)
  const isOwn = target && own && hostOf(target) === hostOf(own)
  return [
    ...(isOwn ? ['  OTHER_ACTIONS_URL must not be on the host of SITE_URL'] : []),
    ...(target?.username || target?.password
      ? ['  OTHER_ACTIONS_URL must not hold a username or a password']
      : []),
  ]
}

const parsed = (value = ''): URL | null => (URL.canParse(value) ? new URL(value) : null)

/** A final dot names the same host (RFC 1034, 3.1). */
const hostOf = ({ host }: URL): string => host.replace(/\.(?=:|$)/, '')
