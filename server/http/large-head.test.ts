import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { CachedPage } from './cached-page.ts'
import { explainLargeHeads } from './large-head.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const page = vi.fn<() => Promise<CachedPage>>()

const server = createServer({ maxHeaderSize: 48 * 1024 }, (_, response) => response.end('served'))
explainLargeHeads(server, { log, config: { scripts: true } }, page)
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  log.warn.mockClear()
  page.mockResolvedValue({
    sources: { scripts: ["'self'"], styles: ["'self'"] },
    body: () => new TextEncoder().encode('<h1>explained</h1>'),
  })
})

/** Sends bytes, and reads until the server closes. */
const send = (bytes: string) => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(bytes)
  return text(socket)
}
const withCookies = (bytes: number) =>
  send(`GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: a=${'x'.repeat(bytes)}\r\n\r\n`)

test('serves a request with 32 kB of cookies', async () => {
  expect(await withCookies(32 * 1024)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*served/)
  expect(log.warn).not.toHaveBeenCalled()
})

test.each([49, 200, 2000])(
  'answers %i kB of cookies with the page, whole, and logs it once',
  async (kB) => {
    const answer = await withCookies(kB * 1024)
    const [head = '', body] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/)
    expect(head).toMatch(/^Content-Security-Policy: default-src 'none'; /m)
    expect(head).toMatch(/^Cache-Control: no-store$/m)
    expect(body).toBe('<h1>explained</h1>')
    expect(log.warn.mock.calls).toEqual([['request_refused', { outcome: 'large-head' }]])
  },
)

test('answers without a body when the page cannot be rendered', async () => {
  page.mockRejectedValue(new Error())
  expect(await withCookies(60_000)).toBe(
    'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n',
  )
})

test('answers a malformed request as Node does, and logs nothing', async () => {
  expect(await send('x\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  expect(log.warn).not.toHaveBeenCalled()
})
