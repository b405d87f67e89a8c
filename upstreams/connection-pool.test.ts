import type { lookup } from 'node:dns'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { serve } from '#lib/serve-fixture.ts'
import { createPooledFetch, routeThroughProxy } from './connection-pool.ts'
import { sendOnce, sendSafe } from './http-client.ts'
import { startEgressProxy } from './testing/egress-proxy-fixture.ts'
import { SELF_SIGNED } from './testing/self-signed-fixture.ts'

const DIRECT = { httpProxy: '', httpsProxy: '' }
const keptFetch = createPooledFetch(DIRECT)

const listen = async (listener: RequestListener): Promise<URL> => new URL(await serve(listener))

const call = (url: URL, method: 'POST' | 'PUT' | 'PATCH' = 'POST') =>
  ({ name: 'a change', method, url, headers: {}, body: '{}' }) as const

/** Lookup of a name that never ends, so no connection is made. */
const neverFound = (() => {}) as unknown as typeof lookup

describe('a connection', () => {
  test('that is not made within two seconds times out, and nothing was sent (OB-01)', async () => {
    const fetch = createPooledFetch(DIRECT, neverFound)
    const url = new URL('http://upstream.example/')
    const error: unknown = await fetch(url).catch((reason: Error) => reason.cause)
    expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' })
    expect(String(error)).toContain('timeout: 2000ms')
  }, 30_000)

  test('that times out is a fault after which a change may be sent again (OB-01)', async () => {
    const cause = Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    await expect(sendOnce(fetch, call(new URL('https://upstream.example')))).rejects.toMatchObject({
      kind: 'unreachable',
    })
  })

  test('to a server without a trusted certificate is not made (OB-01)', async () => {
    let requests = 0
    const server = createTlsServer(SELF_SIGNED, (socket) => socket.on('data', () => requests++))
    onTestFinished(() => void server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await expect(sendOnce(keptFetch, call(url))).rejects.toMatchObject({
      message: 'a change: DEPTH_ZERO_SELF_SIGNED_CERT',
    })
    expect(requests).toBe(0)
  })
})

describe('a change whose answer is lost', () => {
  test.each(['POST', 'PUT', 'PATCH'] as const)('was sent once, as %s (OB-02)', async (method) => {
    let requests = 0
    const url = await listen(async (request) => {
      requests += 1
      await request.toArray()
      request.socket.destroy()
    })
    expect(await sendOnce(keptFetch, call(url, method))).toEqual({
      kind: 'lost',
      name: 'a change',
      details: { reason: 'no-answer' },
    })
    expect(requests).toBe(1)
  })
})

test('a change goes over a new connection, since a server may have closed a used one (OB-02)', async () => {
  const used = new Set<unknown>()
  const url = await listen(async (request, response) => {
    await request.toArray()
    if (used.has(request.socket)) request.socket.resetAndDestroy()
    else response.end('{}')
    used.add(request.socket)
  })
  await sendSafe(keptFetch, call(url))
  for (const method of ['POST', 'PUT', 'PATCH'] as const)
    expect(await sendOnce(keptFetch, call(url, method))).toMatchObject({
      kind: 'answer',
      status: 200,
    })
  expect(used.size).toBe(4)
  // A request that may be repeated uses the kept connection.
  await expect(sendSafe(keptFetch, call(url))).rejects.toMatchObject({ kind: 'unreachable' })
  expect(used.size).toBe(4)
})

describe('behind an egress proxy', () => {
  const startProxy = async (isOpen = true) => {
    const { host, asked, close } = await startEgressProxy({ isOpen })
    onTestFinished(close)
    vi.stubEnv('NO_PROXY', undefined).stubEnv('no_proxy', undefined)
    return { asked, proxy: { httpProxy: `http://${host}`, httpsProxy: '' } }
  }
  afterEach(() => vi.unstubAllEnvs())

  test('every call goes through it, changes and others, and past it for NO_PROXY (CF-02)', async () => {
    const { asked, proxy } = await startProxy()
    const url = await listen((_, response) => response.end('{}'))
    const fetch = createPooledFetch(proxy)
    expect((await sendSafe(fetch, call(url))).status).toBe(200)
    expect(await sendOnce(fetch, call(url))).toMatchObject({ status: 200 })
    expect(asked).toEqual([url.host, url.host])
    vi.stubEnv('NO_PROXY', 'other.example,127.0.0.1')
    expect(await sendOnce(fetch, call(url))).toMatchObject({ status: 200 })
    expect(asked).toHaveLength(2)
  })

  test('a change that the proxy refuses was never sent (OB-02)', async () => {
    const { proxy } = await startProxy(false)
    let requests = 0
    const url = await listen(() => requests++)
    await expect(sendOnce(createPooledFetch(proxy), call(url))).rejects.toMatchObject({
      kind: 'unreachable',
      details: { reason: 'proxy' },
    })
    expect(requests).toBe(0)
  })

  test('the global fetch goes through it too, as the breach check needs (CF-02)', async () => {
    const before = getGlobalDispatcher()
    const { asked, proxy } = await startProxy()
    const url = await listen((_, response) => response.end('{}'))
    routeThroughProxy(proxy)
    await fetch(url).finally(() => setGlobalDispatcher(before))
    expect(asked).toEqual([url.host])
  })
})
