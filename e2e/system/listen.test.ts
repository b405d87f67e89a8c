import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, startProgram, until } from './program.ts'

/** A server in the place of Next's. It begins to sanitize requests at a signal. */
const NEXT_SERVER = `
import { subscribe } from 'node:diagnostics_channel'
import http from 'node:http'
const { PORT, HOSTNAME } = process.env
http
  .createServer(({ headers }, response) => response.end(headers['x-of-next'] ?? 'none'))
  .on('connection', () => console.log('connected'))
  .on('upgrade', (_, socket) => socket.end('of Next'))
  .listen(PORT, HOSTNAME, () => console.log('listening'))
subscribe('http.server.request.start', () => console.log('of a monitoring agent'))
process.once('SIGUSR2', () => {
  const sanitize = ({ request }) => delete request.headers['x-of-next']
  subscribe('http.server.request.start', sanitize)
  subscribe('password-reset.held-request', sanitize)
})`

/** Copies the entry point beside a server in the place of Next's. @returns the path of its file */
function entryPoint(): string {
  const directory = mkdtempSync(join(tmpdir(), 'listen-'))
  cpSync('server/http/listen.mjs', join(directory, 'server.mjs'))
  writeFileSync(join(directory, 'next-server.js'), NEXT_SERVER)
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }')
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return join(directory, 'server.mjs')
}

test('a server refuses to start on a Node that is too old', async () => {
  const old =
    'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.20.0"}})'
  const server = startProgram([process.execPath, '--import', old, entryPoint()])
  expect(await server.ended).toBe(78)
  expect(server.written.stderr).toBe(
    'Node 22.12.0 or later is needed, not 20.20.0. In the project, run npm start: it uses the Node of node_modules.\n',
  )
})

test('a server holds requests and upgrades until it sanitizes them (NX-06)', async () => {
  const port = await freePort()
  const env = { PORT: String(port), HOSTNAME: '127.0.0.1' }
  const server = startProgram([process.execPath, entryPoint()], env)
  onTestFinished(() => void server.signal('SIGKILL'))
  const hasSaid = (word: string) => until(word, async () => server.written.stdout.includes(word))
  const answer = async () => {
    const headers = { 'x-of-next': 'some', connection: 'upgrade, close', upgrade: 'websocket' }
    const [response] = await once(get(`http://127.0.0.1:${port}/`, { headers }), 'response')
    return text(response)
  }
  await hasSaid('listening')
  const early = answer()
  await hasSaid('connected')
  server.signal('SIGUSR2')
  expect([await early, await answer()]).toEqual(['none', 'none'])
})
