type Environment = Readonly<Record<string, string | undefined>>

/** Checks the mail settings: both are required if one of them is set, or if this site mails anything itself. */
export function mailFaults(set: Environment, mailsLink: boolean): string[] {
  const names = ['RESEND_API_KEY', 'MAIL_FROM']
  const isSet = [...names, 'RESEND_WEBHOOK_SECRET'].some((name) => set[name])
  const mailsNothing = mailsLink && set.MAIL_UNKNOWN_ADDRESSES !== 'true'
  return mailsNothing && !isSet ? [] : missing(names, set)
}

/** Checks the settings of the events: one needs the other. */
export function eventsFaults(set: Environment): string[] {
  const names = ['EVENTS_URL', 'EVENTS_SECRET']
  return names.some((name) => set[name]) ? missing(names, set) : []
}

const missing = (names: readonly string[], set: Environment) =>
  names.filter((name) => !set[name]).map((name) => `  ${name} is missing`)

/** Checks the logos: light mode needs one too. */
export const logoFaults = (set: Environment): string[] =>
  set.BRAND_LOGO_DARK_URL && !set.BRAND_LOGO_URL
    ? ['  BRAND_LOGO_DARK_URL must not be set without BRAND_LOGO_URL']
    : []

/** Checks the keys. Next writes its encryption key into the build, so `SITE_SECRET` must not contain it. */
export function keyFaults(secrets: Uint8Array[], set: Environment): string[] {
  const ofNext = Buffer.from(set.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? '', 'base64')
  return secrets.some((secret) => ofNext.equals(secret))
    ? ['  SITE_SECRET must not be NEXT_SERVER_ACTIONS_ENCRYPTION_KEY as well']
    : []
}

/** Checks the operator's page: it has a port of its own, and a token is of no use without it. */
export const opsFaults = ({ OPS_PORT, OPS_TOKEN, PORT = '3000' }: Environment): string[] => [
  ...(OPS_PORT && Number(OPS_PORT) === Number(PORT) ? ['  OPS_PORT must not be PORT'] : []),
  ...(OPS_TOKEN && !OPS_PORT ? ['  OPS_PORT is missing'] : []),
]

/**
 * Checks `OTHER_ACTIONS_URL`. On our own host it would redirect endlessly. Customers see the URL, so it
 * must not hold credentials.
 */
export function otherActionsFaults(set: Environment): string[] {
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

/** Checks that trusted proxies are named in one way: a count and a list could contradict each other. */
export const proxyFaults = ({ TRUSTED_PROXIES, TRUSTED_PROXY_HOPS }: Environment): string[] =>
  TRUSTED_PROXIES && TRUSTED_PROXY_HOPS
    ? ['  TRUSTED_PROXIES must not be set beside TRUSTED_PROXY_HOPS']
    : []

const parsed = (value = ''): URL | null => (URL.canParse(value) ? new URL(value) : null)

/** Reads the host without a final dot, which names the same host. @see RFC 1034, section 3.1 */
const hostOf = ({ host }: URL): string => host.replace(/\.(?=:|$)/, '')
