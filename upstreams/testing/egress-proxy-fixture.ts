import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/**
 * Starts an egress proxy on this machine, which records the requested targets.
 * @param isOpen whether it connects to them, or answers 403
 */
export async function startEgressProxy({ isOpen = true } = {}) {
  const asked: string[] = []
  const proxy = createServer().on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '')
    if (!isOpen) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    socket.on('error', () => target.destroy())
    target.on('error', () => socket.destroy())
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  return {
    host: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked: asked as readonly string[],
    close: () => void proxy.close(),
  }
}
