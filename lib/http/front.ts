import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { site } from '#lib/site.ts'
import { INSIDE_HEADER, insideKey } from './inside.ts'
import { bodyOf, type KeptPage } from './kept-page.ts'
import { policyOf } from './page-policy.ts'
import { keptPage, type PagePath } from './pages.ts'
import { PAGE_HEADERS } from './security-headers.ts'
import { pageAt, placeAt } from './site-map.ts'

/**
 * Stands in front of Next: whoever asks for a page that is kept is sent its bytes. To find, decorate
 * and compress them anew would cost the server ten times as much, for each customer.
 */
export function standInFront(server: Server): void {
  const behind = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const pass = () => {
      for (const listener of behind) listener(request, response)
    }
    const path = askedFor(request)
    if (!path) return pass()
    keptPage(site(), path).then((page) => (page ? send(page, request, response) : pass()), pass)
  })
}

/** The page that a browser asks for; null for all else, data and forms among it. */
function askedFor({ method, url = '/', headers }: IncomingMessage): PagePath | null {
  if (
    (method !== 'GET' && method !== 'HEAD') ||
    'rsc' in headers ||
    headers[INSIDE_HEADER] === insideKey()
  ) {
    return null
  }
  const [path = '', query = ''] = url.split('?')
  const place = placeAt(path)
  return place?.kind === 'page' ? pageAt(place, new URLSearchParams(query)) : null
}

function send(page: KeptPage, { headers }: IncomingMessage, response: ServerResponse): void {
  const { body, headers: own } = bodyOf(page, headers['accept-encoding'])
  const policy = policyOf(page.sources, site().config.scripts)
  response.writeHead(200, {
    ...PAGE_HEADERS,
    ...own,
    'Content-Security-Policy': policy,
    'Content-Length': body.byteLength,
  })
  response.end(body)
}
