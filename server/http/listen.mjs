import { channel } from 'node:diagnostics_channel'
import { accessSync, constants } from 'node:fs'
import http from 'node:http'
import { isIPv6 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { isMainThread } from 'node:worker_threads'

// Entry point of the production server, copied by the build to `.next/standalone/server.js`. Next has no
// settings for these: the limits of the heap, exit codes when it cannot listen, the size of a head, requests
// that come before it is ready for them, and the address of calls to itself.

/** Limits of the heap in MB: twice what the site needs. Without them, a flood makes it several times as large. */
const HEAP_FLAGS = ['--max-old-space-size=192', '--max-semi-space-size=4']
/** Limit that Node takes by itself, above which the process is replaced. */
const HEAP_LIMIT_BYTES = 240 * 1024 * 1024

/**
 * Replaces this process, with the same pid, by one with our heap flags. The limit of an operator, or of a
 * small container, stays. Modules of `--import` run in both.
 */
function limitHeap() {
  const { execPath, execArgv, argv, env } = process
  const isLimited = /--max[-_]|--permission/.test([...execArgv, env.NODE_OPTIONS].join(' '))
  // A process manager with an IPC channel would lose its connection.
  const isManaged = process.connected || !isMainThread
  // Node has `execve` since 22.15, and not on Windows.
  if (isLimited || isManaged || getHeapStatistics().heap_size_limit < HEAP_LIMIT_BYTES) return
  if (!process.execve || !isExecutable(execPath)) return
  process.execve(execPath, [execPath, ...HEAP_FLAGS, ...execArgv, ...argv.slice(1)], env)
}

/** Checks whether a file can be executed. A failure of `execve` itself would end the process. */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Largest head of a request: 32 kB of cookies, of which a parent domain's other apps set most, and room
 * for the rest.
 */
const MAX_HEAD_BYTES = 48 * 1024

/** Exit codes of `server/boot.ts`. @see https://man.freebsd.org/cgi/man.cgi?query=sysexits */
const EXIT = { unusable: 78, inUse: 75 }

/** Reasons why a server cannot listen, by the code of the error. */
const REASONS = {
  EADDRINUSE: [EXIT.inUse, 'PORT is in use by another process'],
  EACCES: [EXIT.unusable, 'PORT must be one that this user may listen on'],
  EADDRNOTAVAIL: [EXIT.unusable, 'HOSTNAME must be an address of this machine'],
  ENOTFOUND: [EXIT.unusable, 'HOSTNAME must be an address or a name of this machine'],
  EAI_AGAIN: [EXIT.inUse, 'HOSTNAME cannot be looked up'],
}

function end(code, reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(code)
}

/** Addresses at which a server that listens on every address reaches itself. */
const LOOPBACK = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Makes Next and the page cache call this process at the address that it listens on, without a proxy.
 * A name such as `localhost` may lead to another process, and a proxy is another machine.
 */
function callItselfDirectly(server) {
  const { address, port } = server.address()
  const own = LOOPBACK[address] ?? address
  const host = `${isIPv6(own) ? `[${own}]` : own}:${port}`
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${host}`
  // If both are set, Node reads only the lower-case name.
  const name = process.env.no_proxy === undefined ? 'NO_PROXY' : 'no_proxy'
  process.env[name] = [process.env[name], host].filter(Boolean).join()
}

/**
 * Channel for requests that arrive before `sanitizeRequests` subscribes. Later ones reach it by Node's own channel.
 * Its name is also in `sanitize-request.ts`.
 */
const held = channel('password-reset.held-request')

/** Time between two looks for the subscriber, in milliseconds. */
const LOOK_MS = 20

/**
 * Holds requests until `sanitizeRequests` has subscribed, and hands them to it first. Next would handle them
 * with every header that they came with.
 */
const holdUntilSanitized = (listener) =>
  async function handle(request, response) {
    if (held.hasSubscribers) return listener(request, response)
    while (!held.hasSubscribers) await sleep(LOOK_MS)
    held.publish({ request, server: this })
    this.emit('request', request, response)
  }

/** The oldest Node that runs the site. */
const LEAST_NODE = '22.12.0'

const isOlder = (version, least) => version.localeCompare(least, 'en', { numeric: true }) < 0

const { node } = process.versions
if (isOlder(node, LEAST_NODE))
  end(
    EXIT.unusable,
    `Node ${LEAST_NODE} or later is needed, not ${node}. In the project, run npm start: it uses the Node of node_modules.`,
  )
limitHeap()
for (const name of ['PORT', 'HOSTNAME', 'no_proxy']) {
  if (!process.env[name]?.trim()) delete process.env[name]
}
const { PORT = '3000' } = process.env
if (!/^\d{1,5}$/.test(PORT) || Number(PORT) < 1 || Number(PORT) > 65_535) {
  end(EXIT.unusable, 'PORT must be a number from 1 to 65535')
}

// Next creates one server, without options.
const { createServer } = http
http.createServer = (listener) => {
  http.createServer = createServer
  const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES }, holdUntilSanitized(listener))
  server.on('error', ({ code }) => {
    if (code in REASONS) end(...REASONS[code])
  })
  server.on('listening', () => {
    // Without a listener, a request to upgrade the protocol gets a normal answer.
    server.removeAllListeners('upgrade')
    // Next names its own address while it handles this event.
    process.nextTick(callItselfDirectly, server)
  })
  return server
}

await import('./next-server.js')
