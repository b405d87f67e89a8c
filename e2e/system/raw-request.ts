import { connect } from 'node:net'
import type { Body } from '#server/http/multipart-fixture.ts'
import { newClient } from './form.ts'

/** The bytes of a request. `fetch` would refuse or repair most of them. */
export type RawRequest = {
  readonly bytes: Buffer
  /** True to end the connection after the last byte, for a body that is too short. */
  readonly breaksOff?: boolean
}

/** The response. `status` is null if the server closed the connection without one. */
export type RawAnswer = {
  readonly status: number | null
  readonly head: string
  readonly body: string
  /** The whole response. */
  readonly text: string
}

/** Headers, in order and unchanged. */
export type Head = readonly (readonly [name: string, value: string])[]

const PATIENCE_MS = 30_000

/** Writes a request. Adds nothing, and checks nothing. */
export const spell = (
  method: string,
  target: string,
  head: Head,
  body: Buffer | string = '',
): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${method} ${target} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
      'latin1',
    ),
    Buffer.from(body),
  ])

/** Sends bytes and reads until the server closes. @throws when it neither answers nor closes */
export const exchange = (server: string, { bytes, breaksOff }: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server)
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ host, port: Number(port), allowHalfOpen: true })
    const chunks: Buffer[] = []
    const end = () => {
      socket.destroy()
      resolve(read(Buffer.concat(chunks).toString('latin1')))
    }
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy()
      reject(new Error(`no answer to ${JSON.stringify(bytes.toString('latin1').slice(0, 400))}`))
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('end', end)
    // A server that closes before it has read everything resets the connection.
    socket.once('error', end)
    if (breaksOff) socket.end(bytes)
    else socket.write(bytes)
  })

/** Parses the headers of a response. */
export const headersOf = (head: string): Headers =>
  new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => [line.replace(/:.*/, ''), line.replace(/^.*?: */, '')]),
  )

/** Converts a response to the type of `fetch`. */
export const toResponse = ({ status, head, body }: RawAnswer): Response =>
  new Response(Buffer.from(body, 'latin1'), { status: status ?? 0, headers: headersOf(head) })

/** Makes the headers of a new client, with more. A `Host` among them replaces the site's. */
export const headOf = (host: string, more: Head): Head => [
  ...(more.some(([name]) => name.toLowerCase() === 'host') ? [] : [['Host', host] as const]),
  ['Connection', 'close'],
  ['X-Forwarded-For', newClient()],
  ...more,
]

/** Sends a request of a new client, with more headers. */
export const sendTo = (
  siteUrl: string,
  method: string,
  target: string,
  more: Head = [],
  body: Buffer | string = '',
): Promise<RawAnswer> =>
  exchange(siteUrl, { bytes: spell(method, target, headOf(new URL(siteUrl).host, more), body) })

/** Posts a body from a page of the site. */
export const postTo = (siteUrl: string, path: string, more: Head, { type, bytes }: Body) => {
  const head: Head = [
    ['Origin', siteUrl],
    ['Content-Type', type],
    ['Content-Length', String(bytes.length)],
  ]
  return sendTo(siteUrl, 'POST', path, [...head, ...more], bytes)
}

function read(text: string): RawAnswer {
  const whole = text.replace(/^(?:HTTP\/1\.1 1\d\d .*\r\n\r\n)+/, '')
  const [head = '', ...rest] = whole.split('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
  const sent = rest.join('\r\n\r\n')
  const body = /^transfer-encoding: chunked/im.test(head) ? joinChunks(sent) : sent
  return { status: status ? Number(status) : null, head, body, text }
}

function joinChunks(sent: string): string {
  const [size = '', ...rest] = sent.split('\r\n')
  const length = Number.parseInt(size, 16)
  const body = rest.join('\r\n')
  return length > 0 ? body.slice(0, length) + joinChunks(body.slice(length + 2)) : ''
}
