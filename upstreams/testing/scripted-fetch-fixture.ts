import type { Fetch } from '#upstreams/http-client.ts'

/** A scripted answer to one request. It throws as `fetch` would. */
export type Scripted = () => Response

type Recorded = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Creates a `fetch` with scripted answers, one per request, which records the requests. */
export const scriptedFetch = (script: readonly Scripted[]) => {
  const left = [...script]
  const requests: Recorded[] = []
  const overrun: string[] = []

  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: init?.body == null ? null : String(init.body),
    })
    const next = left.shift()
    if (next) return next()
    overrun.push(`${request.method} ${request.url}`)
    throw new Error('the script is over')
  }

  return { fetch, requests, left, overrun }
}

/** Answers with JSON. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Scripted =>
  () =>
    Response.json(body, { status, headers })

/** Answers with something that is not JSON. */
export const text =
  (status: number, body: string | null, headers: Record<string, string> = {}): Scripted =>
  () =>
    new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } })

/** Fails like a socket, with a secret in the message. */
export const broken =
  (code: string, quoting = ''): Scripted =>
  () => {
    const cause = Object.assign(new Error(`${code} ${quoting}`), { code })
    throw new TypeError(`fetch failed ${quoting}`, { cause })
  }

/** Fails like a request after its timeout. */
export const tooLate: Scripted = () => {
  throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
}

/** Answers with a body that breaks off. */
export const truncated =
  (status: number): Scripted =>
  () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"status":')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    })
    return new Response(body, { status, headers: { 'content-type': 'application/json' } })
  }
