import { createServer, type Socket } from 'node:net'
import { freePort } from './program.ts'

/** Starts an internal server that clients must not reach, and counts its requests. */
export async function startListener() {
  const port = await freePort()
  const open = new Set<Socket>()
  let visits = 0
  const server = createServer((socket) => {
    visits += 1
    open.add(socket)
    socket.on('error', () => {})
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nINSIDE')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${port}`,
    visits: () => visits,
    end(): void {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
