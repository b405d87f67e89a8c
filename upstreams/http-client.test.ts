import type { RequestListener } from 'node:http'
import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import type { FaultReason } from '#lib/fault-reason.ts'
import { serve } from '#lib/serve-fixture.ts'
import { faultOf, sendOnce, sendSafe } from '#upstreams/http-client.ts'

const listen = async (listener: RequestListener): Promise<URL> =>
  new URL('/a-secret?b-secret', await serve(listener))

const limits = { milliseconds: 30_000, bytes: 1000 }
/** Limits for answers that never come. A real answer may be slower. */
const hasty = { ...limits, milliseconds: 300 }
const call = (url: URL) =>
  ({ name: 'a call', method: 'POST', url, headers: {}, body: '{"c-secret":1}' }) as const
const over = async (listener: RequestListener, within = limits) =>
  sendOnce(globalThis.fetch, call(await listen(listener)), within)

const lost = { kind: 'lost', name: 'a call', details: { reason: 'no-answer' } }

describe('a call', () => {
  test('sends its method, headers and body, and reads JSON', async () => {
    const reply = await over(async (request, response) => {
      const body = (await request.toArray()).join('')
      response.end(JSON.stringify([request.method, request.url, request.headers.accept, body]))
    })
    expect(reply).toEqual({
      kind: 'answer',
      name: 'a call',
      status: 200,
      json: ['POST', '/a-secret?b-secret', 'application/json', '{"c-secret":1}'],
      retryAfter: null,
    })
  })

  test('reads an answer that is not JSON as undefined', async () => {
    expect(await over((_, response) => response.writeHead(401).end('Unauthorized'))).toMatchObject({
      status: 401,
      json: undefined,
    })
  })

  test('does not follow a redirect (OB-01)', async () => {
    let visits = 0
    const reply = await over((_, response) => {
      visits += 1
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(reply).toMatchObject({ status: 307 })
    expect(visits).toBe(1)
  })

  test('is lost when no answer comes in time (OB-01)', async () => {
    expect(await over(() => {}, hasty)).toEqual(lost)
  })

  test('is given five seconds where nothing else is said (OB-01)', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    const url = await listen((_, response) => response.end('{}'))
    await sendSafe(globalThis.fetch, call(url))
    expect(timeout.mock.calls).toEqual([[5000]])
    timeout.mockRestore()
  })

  test('is lost when an answer does not end in time', async () => {
    const reply = await over((_, response) => {
      response.write('{"a":')
    }, hasty)
    expect(reply).toEqual(lost)
  })

  test('is lost when the answer breaks off', async () => {
    const reply = await over((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(reply).toEqual(lost)
  })

  test.each([502, 504])('is lost when a gateway answers %i', async (status) => {
    const reply = await over((_, response) => response.writeHead(status).end('{"status":"ok"}'))
    expect(reply).toEqual({ ...lost, details: { status, reason: 'gateway' } })
  })

  test.each([500, 501, 503])('is answered when the upstream says %i itself', async (status) => {
    const reply = await over((_, response) => response.writeHead(status).end('{}'))
    expect(reply).toMatchObject({ kind: 'answer', status })
  })

  test('is lost when the connection is reset', async () => {
    expect(await over((request) => request.socket.resetAndDestroy())).toEqual(lost)
  })

  test('is lost when the answer is larger than allowed, of which it reads no more (OB-01)', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    const closed = Promise.withResolvers<void>()
    const reply = await over((_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(400)), 5)
      response.on('close', () => {
        clearInterval(timer)
        closed.resolve()
      })
    })
    expect(reply).toEqual({ ...lost, details: { status: 200, reason: 'unknown-answer' } })
    await closed.promise
    // The size limit ended it, not the timeout.
    expect(timeout.mock.results.map(({ value }) => value.aborted)).toEqual([false])
    timeout.mockRestore()
  })

  test('throws when nothing listens', async () => {
    const nowhere = new URL('http://127.0.0.1:4/')
    await expect(sendOnce(globalThis.fetch, call(nowhere), limits)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'a call: ECONNREFUSED',
    })
  })

  test('that may be sent again throws when it is lost, and tells no secret', async () => {
    const url = await listen((request) => request.socket.destroy())
    const fault: unknown = await sendSafe(globalThis.fetch, call(url), limits).catch(
      (error) => error,
    )
    expect(fault).toMatchObject({ kind: 'unreachable', message: 'a call: no answer' })
    expect(inspect(fault, { depth: null, showHidden: true })).not.toContain('-secret')
  })

  test.each([
    ['7', 7],
    ['0', 0],
    ['soon', null],
    ['', null],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('understands "Retry-After: %s" as %j', async (value, seconds) => {
    const reply = await over((_, response) =>
      response.writeHead(429, { 'retry-after': value }).end(),
    )
    expect(reply).toMatchObject({ status: 429, retryAfter: seconds })
    if (reply.kind === 'answer')
      expect(faultOf(reply)).toMatchObject({ kind: 'busy', retryAfter: seconds })
  })
})

describe('the cause of a fault', () => {
  const html = '<h1>Hello</h1>'
  const cases: [FaultReason, number, string][] = [
    ['wrong-key', 401, 'Unauthorized'],
    ['wrong-key', 401, '{}'],
    ['not-allowed', 403, '{}'],
    ['wrong-url', 301, ''],
    ['wrong-url', 404, html],
    ['wrong-url', 405, '{}'],
    ['not-json', 200, html],
    ['not-json', 403, html],
    ['unknown-answer', 200, '{}'],
    ['unknown-answer', 418, '{}'],
    ['rate-limited', 429, ''],
    ['unavailable', 503, html],
    ['server-error', 500, html],
  ]
  test.each(cases)('is %s where the answer is %i %s (LG-02)', async (reason, status, body) => {
    const reply = await over((_, response) => response.writeHead(status).end(body))
    if (reply.kind !== 'answer') return expect(reply.kind).toBe('answer')
    expect(faultOf(reply).details).toEqual({ status, reason })
  })

  test.each<[FaultReason, string]>([
    ['dns', 'ENOTFOUND'],
    ['no-connection', 'ECONNREFUSED'],
    ['tls', 'CERT_HAS_EXPIRED'],
    ['tls', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
    ['no-answer', 'ECONNRESET'],
  ])('is %s where the platform says %s (LG-02)', async (reason, code) => {
    const cause = Object.assign(new Error(code), { code })
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause }))
    await expect(
      sendSafe(failing, call(new URL('https://upstream.example'))),
    ).rejects.toMatchObject({
      kind: 'unreachable',
      details: { reason },
    })
  })
})
