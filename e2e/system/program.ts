import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 90_000
const TICK_MS = 10
const taken = new Set<number>()

/** Starts a program with this environment and our PATH only. Records its output. */
export function startProgram(
  [command, ...args]: readonly [string, ...string[]],
  env: Record<string, string> = {},
) {
  const child = spawn(command, args, {
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
    })
  }
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close').then(([code]) => {
    process.off('exit', kill)
    return code as number | null
  })
  return {
    pid: child.pid ?? 0,
    written,
    /** Exit code; null after a signal. */
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
    /** Closes its standard output, as a dead log collector does. */
    closeOutput: () => void child.stdout.destroy(),
    /** Sends a signal, and waits for the end. */
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal)
      return ended
    },
  }
}

/**
 * Finds a free port that no other test of this run has. It is random, and below the ports that the system
 * gives to clients, so that tests of two checkouts rarely collide.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 30_000)
    if (!taken.has(port) && (await isFree(port))) {
      taken.add(port)
      return port
    }
  }
  throw new Error('no port is free')
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })

/** Reads the CPU time of a process so far, of all threads, in ms (proc_pid_stat(5)). */
export function cpuTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** Polls a condition until it is true. @throws with `what` after a timeout */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  patience = PATIENCE_MS,
): Promise<void> {
  for (const deadline = Date.now() + patience; !(await isSo()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`)
  }
}
