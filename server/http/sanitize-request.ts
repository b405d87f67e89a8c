import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'
import { readForwarding, type TrustedProxies } from '#lib/client-address.ts'
import type { Log } from '#lib/log/log.ts'
import type { Locale } from '#messages/locales.ts'
import { cookiesNamed, FLOW_COOKIE } from './cookies.ts'
import { MAX_USER_AGENT_LENGTH, USER_AGENT_HEADER } from './device.ts'
import { BASE_HEADER, LANGUAGE_COOKIE, LANGUAGE_HEADER, languageOf } from './language.ts'
import { PROBE_HEADER, VIEW_HEADER } from './probe.ts'
import { SELF_HEADERS, SELF_REQUEST_HEADER, selfRequestToken } from './request-source.ts'
import { isOfApi, matchRoute } from './routes.ts'

/** Settings of the sanitizer. `headers` are more headers to keep, for the webhooks. */
export type IncomingRules = {
  readonly site: Pick<URL, 'host' | 'protocol'>
  readonly trustedProxies: TrustedProxies
  readonly headers: readonly string[]
  /** Reads the id of a request from a genuine probe of the doctor; null for anything else. */
  readonly readProbe: (header: string | string[] | undefined) => string | null
  /** Languages that the site offers. */
  readonly locales: readonly [Locale, ...Locale[]]
}

/** Marks a request whose `X-Forwarded-For` is ignored because no proxy is trusted. */
export const FORWARDED_HEADER = 'x-forwarded-ignored'

/** Warns once, at the first ignored address: `TRUSTED_PROXY_HOPS` or `TRUSTED_PROXIES` may be wrong. */
export function forwardedWarning(log: Pick<Log, 'warn'>) {
  let isGiven = false
  return ({ headers }: Pick<IncomingMessage, 'headers'>): void => {
    // After an action, Next fetches the next page from this process, with `rsc` and the address that we set.
    const mayBeOwn = 'rsc' in headers
    if (isGiven || mayBeOwn || !(FORWARDED_HEADER in headers)) return
    isGiven = true
    log.warn('server_warning', { outcome: 'forwarded-ignored' })
  }
}

/**
 * Sanitizes every request of this process, except those to servers that are not for customers.
 * @param others servers that are not for customers
 * @param prepare is called with the server when its first request arrives
 */
export function sanitizeRequests(
  rules: IncomingRules,
  log: Pick<Log, 'warn'>,
  others: WeakSet<Server>,
  prepare: (server: Server) => void,
): void {
  const warnOfForwarded = forwardedWarning(log)
  let isPrepared = false
  const sanitize = (message: unknown) => {
    const { request, server } = message as { request: IncomingMessage; server: Server }
    if (others.has(server)) return
    sanitizeRequest(request, rules)
    warnOfForwarded(request)
    if (!isPrepared) prepare(server)
    isPrepared = true
  }
  subscribe('http.server.request.start', sanitize)
  // Requests that `listen.mjs` has held until now.
  subscribe('password-reset.held-request', sanitize)
}

/**
 * Sanitizes a request before Next reads it. Takes the client's address from the socket and the trusted
 * proxies, and the host from `SITE_URL`. Drops every header that is not in `ALLOWED_HEADERS` or `rules.headers`:
 * Next changes its behaviour on dozens of them.
 * @see https://nvd.nist.gov/vuln/detail/CVE-2025-29927
 */
export function sanitizeRequest(request: IncomingMessage, rules: IncomingRules): void {
  const { headers } = request
  const { 'accept-language': acceptLanguage, 'user-agent': userAgent, authorization } = headers
  const forwarding = readForwarding(request, rules.trustedProxies)
  const probeId = PROBE_HEADER in headers ? rules.readProbe(headers[PROBE_HEADER]) : null
  const self = SELF_HEADERS.filter((name) => headers[name] === selfRequestToken())
  for (const name of Object.keys(headers)) {
    if (!ALLOWED_HEADERS.has(name) && !rules.headers.includes(name)) delete headers[name]
  }
  for (const name of self) headers[name] = selfRequestToken()
  const cookie = cookiesNamed(headers.cookie, [FLOW_COOKIE, LANGUAGE_COOKIE])
  if (cookie) headers.cookie = cookie
  else delete headers.cookie
  if (forwarding.isIgnored) headers[FORWARDED_HEADER] = 'ignored'
  if (probeId !== null) headers[VIEW_HEADER] = JSON.stringify(forwarding)
  headers['x-forwarded-for'] = forwarding.client
  headers['x-forwarded-host'] = rules.site.host
  headers['x-forwarded-proto'] = rules.site.protocol.slice(0, -1)
  headers['x-request-id'] = probeId ?? randomUUID()
  // Under its own name, Next would treat some of its values as bots.
  if (userAgent && request.method === 'POST')
    headers[USER_AGENT_HEADER] = userAgent.slice(0, MAX_USER_AGENT_LENGTH)
  request.url = canonicalPath(request.url ?? '')
  if (authorization !== undefined && isOfApi(request.url.replace(/\?.*$/s, ''))) {
    headers.authorization = authorization
  }
  if (!self.includes(SELF_REQUEST_HEADER)) setLanguage(request, acceptLanguage, rules.locales)
  // For a handler, Next would redirect it to the same path, and repeat the query with the token.
  if (matchRoute(request.url.replace(/\?.*$/s, ''))?.kind !== 'page') delete headers.rsc
  // `new Request()` throws for TRACE. OPTIONS gets 405 from the proxy.
  if (request.method === 'TRACE') request.method = 'OPTIONS'
}

/** Sets the language headers, by address, cookie or browser. Removes the language from the path. */
function setLanguage(
  request: IncomingMessage,
  acceptLanguage: string | undefined,
  locales: IncomingRules['locales'],
): void {
  const { headers, url = '/' } = request
  const [path = '/', ...query] = url.split('?')
  const found = languageOf({ path, cookies: headers.cookie, acceptLanguage }, locales)
  headers[LANGUAGE_HEADER] = found.locale
  // Next requests the page after an action from this process, with these headers.
  headers['accept-language'] = found.locale
  headers[BASE_HEADER] = found.base
  request.url = [found.path, ...query].join('?')
}

/** Headers that may reach Next; all others are removed. */
const ALLOWED_HEADERS = new Set([
  ...[
    'accept',
    'accept-encoding',
    'accept-language',
    'connection',
    'content-length',
    'content-type',
    'cookie',
    'host',
  ],
  ...['if-modified-since', 'if-none-match', 'origin', 'range', 'sec-fetch-site'],
  ...['transfer-encoding', 'next-action', 'rsc'],
])

/**
 * Reads the path of a request target, without a host. Next requests another host for some targets, and
 * answers `//actions?…` with a redirect that repeats the token.
 */
function canonicalPath(target: string): string {
  const [path = '', ...rest] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '').split('?')
  return [`/${path.replace(/^\*/, '')}`.replace(/[\\/]+/g, '/'), ...rest].join('?')
}
