import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { App } from '#server/services.ts'
import { type CachedPage, HTML } from './cached-page.ts'
import { contentSecurityPolicy } from './csp.ts'
import { PAGE_HEADERS } from './security-headers.ts'

type Explained = Pick<App, 'log'> & { readonly config: { readonly scripts: boolean } }

/** Time that a client has to read the answer before its connection ends. */
const CLOSE_MS = 2000

/** Status lines that Node itself sends for these errors. @see https://nodejs.org/api/http.html#event-clienterror */
const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Answers a request whose headers are too large with a page that says what to do, and logs it. Most of them
 * are cookies that other apps set for a parent domain. Node would answer without a body, and log nothing.
 * @param largeHeadPage loads the page
 */
export function explainLargeHeads(
  server: Server,
  { log, config }: Explained,
  largeHeadPage: () => Promise<CachedPage>,
): void {
  const answered = new WeakSet<Duplex>()
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (answered.has(socket) || !socket.writable) return
    answered.add(socket)
    const status = STATUS[code] ?? '400 Bad Request'
    const plain = () =>
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy())
    if (code !== 'HPE_HEADER_OVERFLOW') return plain()
    log.warn('request_refused', { outcome: 'large-head' })
    // Closing a connection with unread bytes resets it, and the browser shows no answer.
    setTimeout(() => socket.destroy(), CLOSE_MS).unref()
    largeHeadPage().then((page) => socket.end(answerWith(page, status, config.scripts)), plain)
  })
}

function answerWith(page: CachedPage, status: string, scripts: boolean): Buffer {
  const body = page.body('identity')
  const head = {
    ...PAGE_HEADERS,
    'Content-Type': HTML,
    'Content-Security-Policy': contentSecurityPolicy(page.sources, scripts),
    'Content-Length': body.byteLength,
    Connection: 'close',
  }
  const fields = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${fields.join('')}\r\n`), body])
}
