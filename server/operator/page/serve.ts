import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { OpsConfig } from '#server/config/ops.ts'
import { answerOps, type OpsSite } from './answer.ts'
import { OpsPortInUseError } from './port-in-use-error.ts'

/** Time for a whole request to arrive, and for the first one of a connection to begin. */
const REQUEST_MS = 10_000

const MAX_CONNECTIONS = 100

/**
 * Starts a server for operators, beside the one for customers.
 * @param own receives the server before it listens
 * @param requestMs time for a request to arrive
 * @throws {OpsPortInUseError} when another process has the port
 * @throws the error of the system, when it cannot listen for another reason
 */
export async function serveOps(
  site: OpsSite,
  { port, host }: Pick<OpsConfig, 'port' | 'host'>,
  own: (server: Server) => void,
  requestMs = REQUEST_MS,
): Promise<Server> {
  const times = {
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    // Node looks for late connections every 30 seconds by default.
    connectionsCheckingInterval: requestMs / 10,
  }
  const server = createServer(times, (message, response) => {
    answerMessage(site, message, response).catch(() => response.destroy())
  })
  own(server)
  server.maxConnections = MAX_CONNECTIONS
  const listening = Promise.withResolvers<void>()
  server.once('error', (error: NodeJS.ErrnoException) =>
    listening.reject(
      error.code === 'EADDRINUSE'
        ? new OpsPortInUseError('OPS_PORT is in use by another process')
        : error,
    ),
  )
  server.listen({ port, ...(host !== null && { host }) }, listening.resolve)
  await listening.promise
  return server
}

async function answerMessage(
  site: OpsSite,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = requestOf(message)
  const client = message.socket.remoteAddress ?? ''
  const answer = request
    ? await answerOps(site, request, client).catch(() => failed(site))
    : new Response('Malformed request.\n', { status: 400 })
  response.writeHead(answer.status, [...answer.headers].flat())
  response.end(message.method === 'HEAD' ? undefined : await answer.text())
}

/** Answers what the page itself failed at. Its error may hold anything, so only the fact is logged. */
function failed({ log }: OpsSite): Response {
  log.error('server_error', { outcome: 'ops' })
  return new Response('The page failed: look at the log.\n', { status: 500 })
}

/** Makes the request of a message; null if its host, path or method is malformed. */
function requestOf(message: IncomingMessage): Request | null {
  const { method = 'GET', url = '/', headers } = message
  const hasBody = method !== 'GET' && method !== 'HEAD'
  try {
    return new Request(new URL(`http://${headers.host}${url}`), {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
      ...(hasBody && { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' }),
    } as RequestInit)
  } catch {
    return null
  }
}
