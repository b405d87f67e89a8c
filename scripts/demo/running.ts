import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 60_000

/** Starts a program on the pinned Node. `env` is added to the environment of this process. */
export const start = (args: string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })

/** Checks whether a URL answers, with any status. */
export const isAnswered = (url: string): Promise<boolean> =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  )

/** Waits until a URL answers with success. @throws when the program ends first, or after a minute */
export async function answering(program: ChildProcess, url: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(100)) {
    if (program.exitCode !== null) throw new Error(`${program.spawnargs[1]} has ended`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error(`${url} does not answer`)
}

/**
 * Ends the programs when this process gets a signal, and this process when one of them ends.
 * @returns a function that ends all of them with an exit code
 */
export function endTogether(programs: ChildProcess[]): (code: number) => never {
  const end = (code: number): never => {
    for (const program of programs) program.kill('SIGTERM')
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0))
  void Promise.race(programs.map((program) => once(program, 'exit'))).then(() => end(1))
  return end
}
