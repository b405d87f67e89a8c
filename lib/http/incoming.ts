import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { WAIT_HEADER } from './waiting.ts'

/** What of the configuration decides how a request is read. */
export type IncomingRules = { readonly siteUrl: string; readonly trustedProxyHops: number }

/**
 * Makes a request tell the truth before anything else sees it: who sent it is taken from the socket
 * and the proxies that are trusted, what it is for from `SITE_URL`. What the sender claims of either
 * is overwritten.
 */
export function prepareIncoming(request: IncomingMessage, rules: IncomingRules): void {
  const site = new URL(rules.siteUrl)
  const { headers } = request
  headers['x-forwarded-for'] = clientAddress(request, rules.trustedProxyHops)
  headers['x-forwarded-host'] = site.host
  headers['x-forwarded-proto'] = site.protocol.slice(0, -1)
  headers['x-request-id'] = randomUUID()
  delete headers[WAIT_HEADER]
  delete headers.forwarded
  delete headers['x-real-ip']
  request.url = pathOf(request.url ?? '/')
}

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
 * The path that is asked for. Next would answer `//actions?…` with a redirect that repeats the
 * token, and knows nothing of targets that name a host, as they are sent to proxies.
 */
function pathOf(target: string): string {
  const [path = '', ...rest] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?')
  return [path.replace(/\/{2,}/g, '/') || '/', ...rest].join('?')
}
