import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Log } from '#lib/log/log.ts'
import { FLOW_COOKIE } from './flow-cookie.ts'
import { matchRoute } from './routes.ts'
import { SELF_HEADERS, selfRequestToken } from './self-request.ts'

/** What decides how a request is read; `headers` are read by the upstream's webhook. */
export type IncomingRules = {
  readonly site: Pick<URL, 'host' | 'protocol'>
  readonly trustedProxyHops: number
  readonly headers: readonly string[]
}

/** Marks a request whose `X-Forwarded-For` is ignored because no proxy is trusted. */
export const FORWARDED_HEADER = 'x-forwarded-ignored'

/** Warns once, at the first ignored address: `TRUSTED_PROXY_HOPS` may be too low. */
export function forwardedWarning(log: Pick<Log, 'warn'>) {
  let isGiven = false
  return ({ headers }: Pick<IncomingMessage, 'headers'>): void => {
    if (isGiven || !(FORWARDED_HEADER in headers)) return
    isGiven = true
    log.warn('server_warning', { outcome: 'forwarded-ignored' })
  }
}

/**
 * Sanitizes a request before Next reads it. Takes the client's address from the socket and the trusted
 * proxies, and the host from `SITE_URL`. Drops every header that is not in `READ` or `rules.headers`:
 * Next changes its behaviour on dozens of them.
 */
export function sanitizeRequest(request: IncomingMessage, rules: IncomingRules): void {
  const { headers } = request
  const claimed = headers['x-forwarded-for']
  const client = clientAddress(request, rules.trustedProxyHops)
  const self = SELF_HEADERS.filter((name) => headers[name] === selfRequestToken())
  for (const name of Object.keys(headers)) {
    if (!ALLOWED_HEADERS.has(name) && !rules.headers.includes(name)) delete headers[name]
  }
  for (const name of self) headers[name] = selfRequestToken()
  const cookie = flowCookieOnly(headers.cookie)
  if (cookie) headers.cookie = cookie
  else delete headers.cookie
  if (rules.trustedProxyHops === 0 && claimed) headers[FORWARDED_HEADER] = 'ignored'
  headers['x-forwarded-for'] = client
  headers['x-forwarded-host'] = rules.site.host
  headers['x-forwarded-proto'] = rules.site.protocol.slice(0, -1)
  headers['x-request-id'] = randomUUID()
  request.url = canonicalPath(request.url ?? '')
  // A route would be redirected to itself with all of its query, to be asked for as data.
  if (matchRoute(request.url.replace(/\?.*$/s, ''))?.kind !== 'page') delete headers.rsc
  // The platform cannot make a request of it; it is refused as every unknown method is.
  if (request.method === 'TRACE') request.method = 'OPTIONS'
}

/** What HTTP, this site and its forms are made of. */
const ALLOWED_HEADERS = new Set([
  ...[
    'accept',
    'accept-encoding',
    'connection',
    'content-length',
    'content-type',
    'cookie',
    'host',
  ],
  ...[
    'if-modified-since',
    'if-none-match',
    'origin',
    'range',
    'sec-fetch-site',
    'transfer-encoding',
  ],
  ...['next-action', 'rsc'],
])

/** The address of the client as the outermost trusted proxy saw it. */
function clientAddress(request: IncomingMessage, trustedHops: number): string {
  const claimed = String(request.headers['x-forwarded-for'] ?? '')
  const chain = claimed
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  const seen = [...chain, request.socket.remoteAddress ?? 'unknown']
  return seen.at(-1 - trustedHops) ?? seen[0] ?? 'unknown'
}

/**
 * The path that is asked for, on this site, whatever else the target names: Next takes some targets
 * for orders to ask another host, and answers `//actions?…` with a redirect that repeats the token.
 */
function canonicalPath(target: string): string {
  const [path = '', ...rest] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '').split('?')
  return [`/${path.replace(/^\*/, '')}`.replace(/[\\/]+/g, '/'), ...rest].join('?')
}

/** Our own cookie, if it has the shape of one: what else a browser keeps for this host is not ours. */
function flowCookieOnly(cookies: string | undefined): string | undefined {
  return cookies?.split('; ').findLast((cookie) => OWN_COOKIE.test(cookie))
}

const OWN_COOKIE = new RegExp(`^${FLOW_COOKIE}=[\\w.-]+$`)
