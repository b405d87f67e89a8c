import { rmSync } from 'node:fs'
import { mkdir, rm, rmdir, stat } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** Another process has locked the directory. Two processes would corrupt each other's data. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError'
}

/** Answers an operator's command in the process that holds the lock. If it throws, the answer is empty. */
export type CommandHandler = (question: string) => Promise<string>

/**
 * Locks a directory by listening on a socket in it. Even a killed process stops listening, though its
 * socket file stays behind.
 * @returns a function that releases the lock
 * @throws {DirectoryInUseError} when another process has the lock
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
    // The process that made this socket was killed.
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
      // `close` waits for open connections, and a client may never close its own.
      for (const client of clients) client.destroy()
    })
}

/** Sends a command to the process that holds the lock. @returns its answer; null without such a process */
export async function sendToLockHolder(
  directory: string,
  question: string,
): Promise<string | null> {
  const socket = await reach(socketIn(directory))
  socket?.end(question)
  return socket && text(socket)
}

/**
 * Runs a function in one process at a time. Otherwise, of two processes that find a stale socket, the
 * second would remove the new socket of the first.
 * @param sign the lock: a directory that exists meanwhile. It goes stale if the process is killed
 */
async function withLockDir<Result>(sign: string, act: () => Promise<Result>): Promise<Result> {
  while (!(await hasMade(sign))) {
    const { mtimeMs = Date.now() } = (await stat(sign).catch(() => null)) ?? {}
    // After a clock was set back, the time of a stale lock is in the future.
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
 * @returns null when the path exists already
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

/** Connects to a socket; null if no process listens on it. */
const reach = (path: string) =>
  new Promise<Socket | null>((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      NOT_SERVED.has(error.code) ? resolve(null) : reject(error),
    )
  })

/** Error codes of a socket that no process serves. `ECONNRESET`: the process stopped listening at this moment. */
const NOT_SERVED = new Set<string | undefined>(['ECONNREFUSED', 'ENOENT', 'ECONNRESET'])

/** Age after which a lock counts as stale. Locking takes a few milliseconds. */
const LONGEST_CLAIM_MS = 10_000

/** Returns the shorter of the absolute and the relative path: a socket's path has about 100 bytes (unix(7)). */
function socketIn(directory: string): string {
  const path = join(directory, 'in-use.sock')
  const other = relative(process.cwd(), path)
  return other.length < path.length ? other : path
}
