import { once } from 'node:events'
import { Agent, createServer, request, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

/** Passes requests on to another server, each after as long as `wait` takes. */
export async function relay(
  port: number,
  target: string,
  wait: (path: string, body: string) => Promise<unknown>,
): Promise<Server> {
  const agent = new Agent({ keepAlive: true })
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? '/'
    const body = await text(incoming)
    await wait(path, body)
    const { method, headers } = incoming
    const passed = request(new URL(path, target), { method, headers, agent })
    passed.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    passed.end(body)
  })
  await once(server.listen(port, 'localhost'), 'listening')
  return server
}
