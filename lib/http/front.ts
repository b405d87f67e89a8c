import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { site } from '#lib/site.ts'
import { withOwnFields } from './form-request.ts'
import { INSIDE_HEADER, insideKey } from './inside.ts'
import { bodyOf, type KeptPage } from './kept-page.ts'
import { policyOf } from './page-policy.ts'
import { keptPage, type PagePath } from './pages.ts'
import { PAGE_HEADERS } from './security-headers.ts'
import { pageAt, placeAt } from './site-map.ts'

/**
 * Stands in front of Next. Sends cached pages itself: to find, decorate and compress them anew would
 * cost the server ten times as much, for each customer. Passes everything else on, forms without the
 * fields that are not ours.
 */
export function standInFront(server: Server): void {
  const behind = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const pass = (passed: IncomingMessage) => {
      hideRewrites(response)
      for (const listener of behind) listener(passed as never, response)
    }
    const fields = postedFields(request)
    if (fields) {
      withOwnFields(request, fields).then(pass, () => response.destroy())
      return
    }
    const path = askedFor(request)
    if (!path) return pass(request)
    const passAsIs = () => pass(request)
    keptPage(site(), path).then(
      (page) => (page ? send(page, request, response) : passAsIs()),
      passAsIs,
    )
  })
}

/** The place that a request names; null for what is between this process and itself. */
const placeOf = ({ url = '/', headers }: IncomingMessage) =>
  headers[INSIDE_HEADER] === insideKey() ? null : placeAt(url.replace(/\?.*$/s, ''))

/** The names of the fields of a form that is posted; null for all else. */
function postedFields(request: IncomingMessage): readonly string[] | null {
  const place = request.method === 'POST' ? placeOf(request) : null
  return (place?.kind === 'page' && place.form?.fields) || null
}

/** The page that a browser asks for; null for all else, data and forms among it. */
function askedFor(request: IncomingMessage): PagePath | null {
  const { method, url = '/', headers } = request
  if ((method !== 'GET' && method !== 'HEAD') || 'rsc' in headers) return null
  const place = placeOf(request)
  const [, query = ''] = url.split('?')
  return place?.kind === 'page' ? pageAt(place, new URLSearchParams(query)) : null
}

/** Keeps from browsers the header in which Next names the page that a request was rewritten to. */
function hideRewrites(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) =>
    name.toLowerCase() === 'x-middleware-rewrite' ? response : setHeader(name, value)
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
