import type { lookup } from 'node:dns'
import { once } from 'node:events'
import { createServer, type RequestListener, Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { createKeptFetch, keptFetch } from './connections.ts'
import { send } from './http.ts'
import { SELF_SIGNED } from './self-signed-fixture.ts'

const servers: NetServer[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    if (server instanceof Server) server.closeAllConnections()
    server.close()
  }
})

const listen = async (listener: RequestListener): Promise<URL> => {
  const server = createServer(listener)
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

const call = (url: URL, method: 'POST' | 'PUT' | 'PATCH' = 'POST') =>
  ({ name: 'a change', method, url, headers: {}, body: '{}' }) as const

/** Names that are never found: no connection is made, however long one waits. */
const neverFound = (() => {}) as unknown as typeof lookup

describe('a connection', () => {
  test('that is not made within two seconds is given up, and nothing was sent (OB-01)', async () => {
    const fetch = createKeptFetch(neverFound)
    const url = new URL('http://upstream.example/')
    const error: unknown = await fetch(url).catch((reason: Error) => reason.cause)
    expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' })
    expect(String(error)).toContain('timeout: 2000ms')
  }, 30_000)

  test('that is given up is a fault that a change may be sent again after (OB-01)', async () => {
    const cause = Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    await expect(send(fetch, call(new URL('https://upstream.example')))).rejects.toMatchObject({
      reason: 'unreachable',
    })
  })

  test('to whoever shows no certificate that can be believed is not made (OB-01)', async () => {
    let requests = 0
    const server = createTlsServer(SELF_SIGNED, (socket) => socket.on('data', () => requests++))
    servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await expect(send(keptFetch, call(url))).rejects.toMatchObject({
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
    expect(await send(keptFetch, call(url, method))).toEqual({ kind: 'lost', name: 'a change' })
    expect(requests).toBe(1)
  })

  test('was sent once over a connection that had been used before (OB-02)', async () => {
    const used = new Set<unknown>()
    let requests = 0
    const url = await listen(async (request, response) => {
      requests += 1
      await request.toArray()
      if (used.has(request.socket)) request.socket.resetAndDestroy()
      else response.end('{}')
      used.add(request.socket)
    })
    const replies = [await send(keptFetch, call(url))]
    while (replies.at(-1)?.kind === 'answer') replies.push(await send(keptFetch, call(url)))
    expect(requests).toBe(replies.length)
  })
})
