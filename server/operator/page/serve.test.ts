import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { opsSite } from './page-fixture.ts'
import { OpsPortInUseError } from './port-in-use-error.ts'
import { serveOps } from './serve.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(site = opsSite({}, null).site, port = 0, requestMs?: number) {
  const server = await serveOps(site, { port, host: '127.0.0.1' }, () => {}, requestMs)
  servers.push(server)
  return (server.address() as AddressInfo).port
}

/** Sends bytes. @returns the first line of the answer */
async function statusOf(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  const [chunk] = await once(socket, 'data')
  socket.destroy()
  return String(chunk).split('\r\n')[0] ?? ''
}

test('the server answers with heads and bodies of the page, and refuses malformed requests', async () => {
  const port = await listen()
  const url = `http://127.0.0.1:${port}`
  expect(await (await fetch(`${url}/metrics`)).text()).toBe('a_metric 1\n')
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const body = new URLSearchParams({ verb: 'retry', all: 'yes' })
  const posted = await fetch(`${url}/dead-letters`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { origin: url },
  })
  expect(posted.status).toBe(303)
  for (const head of ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n'])
    expect(await statusOf(port, head)).toBe('HTTP/1.1 400 Bad Request')
})

test('a page that fails is an error of the log, without its words', async () => {
  const { site, lines } = opsSite({ checks: () => Promise.reject(new Error('canary')) }, null)
  const answer = await fetch(`http://127.0.0.1:${await listen(site)}`)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('canary')
  expect(lines).toEqual([{ level: 'error', event: 'server_error', outcome: 'ops' }])
})

test('a form that breaks off is no error of the log', async () => {
  const { site, lines } = opsSite({}, null)
  const port = await listen(site)
  const socket = connect(port, '127.0.0.1')
  const [host, headers] = [`localhost:${port}`, 'Content-Type: application/x-www-form-urlencoded']
  socket.write(`POST /dead-letters HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\n`)
  socket.end(`${headers}\r\nContent-Length: 100\r\n\r\nverb=retry`)
  await once(socket.resume(), 'close')
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200)
  expect(lines).toEqual([])
})

test('a connection without a request is closed after the time for one', {
  timeout: 20_000,
}, async () => {
  const socket = connect(await listen(undefined, 0, 50), '127.0.0.1')
  await once(socket.resume(), 'close')
})

test('a port in use has an error of its own', async () => {
  const port = await listen()
  await expect(listen(undefined, port)).rejects.toThrow(OpsPortInUseError)
})
