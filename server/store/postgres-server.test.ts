import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { openQueues } from '#server/store/outbox/postgres-outbox.ts'
import { openServer } from './postgres-server.ts'

const AUTHENTICATED = Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1')
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1')
const DONE = Buffer.from('C\0\0\0\x0dSELECT 1\0', 'latin1')

/** Starts a Postgres that vanishes at the first query that names the schema of the queues. */
async function startPostgres() {
  const vanished = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.concat([AUTHENTICATED, READY]))
      socket.on('data', (query) => {
        if (query.includes('pgboss')) vanished.resolve()
        else socket.write(Buffer.concat([DONE, READY]))
      })
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  return { url: `postgres://site:word@127.0.0.1:${port}/site`, vanished: vanished.promise }
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('notices a database host that vanishes: connections are probed, and queries of the queues time out', async () => {
  const { url, vanished } = await startPostgres()
  const keepAlive = vi.spyOn(Socket.prototype, 'setKeepAlive')
  const database = await openServer(url)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  const failed = expect(openQueues(database, () => {})).rejects.toThrow('Query read timeout')
  await vanished
  await vi.advanceTimersByTimeAsync(30_000)
  await failed
  const probed = [true, 10_000]
  expect(keepAlive.mock.calls).toEqual([probed, probed])
  await database.close()
})
