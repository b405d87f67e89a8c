import { rmSync } from 'node:fs'
import { mkdir, rm, rmdir, stat } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** Another process has the directory, and two would spoil each other's data. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError'
}

/** Answers what the operator's command asks of the process that has the directory; '' if it cannot. */
export type CommandHandler = (question: string) => Promise<string>

/**
 * Claims a directory for this process by listening on a socket in it: a process that ends, however
 * suddenly, stops listening. The socket goes with it, unless the process is killed.
 * @returns a function that gives the directory back
 * @throws {DirectoryInUseError} when another process has it
 */
export async function lockDataDir(
  directory: string,
  answer: CommandHandler,
): Promise<() => Promise<void>> {
  const path = socketIn(directory)
  const clients = new Set<Socket>()
  const server = await withLockDir(join(directory, 'claiming'), async () => {
    const first = await listen(path, answer, clients)
    if (first) return first
    const owner = await reach(path)
    owner?.destroy()
    if (owner) return null
    // Its process ended without removing it.
    await rm(path, { force: true })
    return listen(path, answer, clients)
  })
  if (!server) {
    throw new DirectoryInUseError(
      'DATA_DIR is in use by another process: give each its own, or share a server by DATABASE_URL',
    )
  }
  server.unref()
  const tidyUp = () => rmSync(path, { force: true })
  process.once('exit', tidyUp)
  return () =>
    new Promise((resolve) => {
      process.off('exit', tidyUp)
      server.close(() => resolve())
      // A client that keeps its connection open would delay this for ever.
      for (const client of clients) client.destroy()
    })
}

/** Asks the process that has a directory; null when none has it. */
export async function sendToLockHolder(
  directory: string,
  question: string,
): Promise<string | null> {
  const socket = await reach(socketIn(directory))
  socket?.end(question)
  return socket && text(socket)
}

/**
 * Lets one process at a time do something: of two that find a dead socket, the second would remove
 * the first one's new one.
 * @param sign a directory that exists meanwhile, and is left behind only by a sudden end
 */
async function withLockDir<Result>(sign: string, act: () => Promise<Result>): Promise<Result> {
  while (!(await hasMade(sign))) {
    const { mtimeMs = Date.now() } = (await stat(sign).catch(() => null)) ?? {}
    // A clock that was set back leaves a time in the future.
    if (Math.abs(Date.now() - mtimeMs) > LONGEST_CLAIM_MS) await rmdir(sign).catch(() => {})
    else await sleep(20)
  }
  try {
    return await act()
  } finally {
    await rmdir(sign)
  }
}

const hasMade = (directory: string): Promise<boolean> =>
  mkdir(directory).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

/**
 * Listens on a socket, and keeps its open connections in `clients`.
 * @returns null when the path is taken
 */
const listen = (
  path: string,
  answer: CommandHandler,
  clients: Set<Socket>,
): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true }, async (socket) => {
      clients.add(socket)
      socket.once('close', () => clients.delete(socket))
      socket.on('error', () => socket.destroy())
      const question = text(socket)
      socket.end(await question.then(answer).catch(() => ''))
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })

/** A connection to whoever listens there; null where nobody does. */
const reach = (path: string) =>
  new Promise<Socket | null>((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      NOBODY.has(error.code) ? resolve(null) : reject(error),
    )
  })

const NOBODY = new Set<string | undefined>(['ECONNREFUSED', 'ENOENT'])

/** In milliseconds; a claim takes some. */
const LONGEST_CLAIM_MS = 10_000

/** A socket's path has to fit into some hundred bytes: the shorter of its two names is taken. */
function socketIn(directory: string): string {
  const path = join(directory, 'in-use.sock')
  const other = relative(process.cwd(), path)
  return other.length < path.length ? other : path
}
