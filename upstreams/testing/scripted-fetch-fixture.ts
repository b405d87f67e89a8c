import type { Fetch } from '#upstreams/http-client.ts'

/** What the other side does with one request: answers, or throws as `fetch` would. */
export type Scripted = () => Response

type Recorded = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** A test aid: a `fetch` that plays its script one request at a time, and notes what it was asked. */
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

/** Fails as a socket does, quoting what it should not. */
export const broken =
  (code: string, quoting = ''): Scripted =>
  () => {
    const cause = Object.assign(new Error(`${code} ${quoting}`), { code })
    throw new TypeError(`fetch failed ${quoting}`, { cause })
  }

/** Fails as a request does whose time is up. */
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
