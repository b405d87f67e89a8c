import type { Log } from './log.ts'

/** So many lines of a kind in so many milliseconds: a flood of faults is no flood of lines. */
export const CONSOLE_LIMIT = { lines: 10, milliseconds: 60_000 }

/** Where others write what goes wrong: the console, and the process, whose warnings are events. */
type Sources = {
  readonly console: Pick<Console, 'error' | 'warn'>
  readonly process: Pick<NodeJS.EventEmitter, 'on' | 'removeAllListeners'>
}

/**
 * Makes a line of the log of each fault and warning that others print: Next its errors and what
 * nobody caught, Node its warnings. What they say of it is dropped: a message may hold anything.
 */
export function consoleToLog(
  log: Pick<Log, 'error' | 'warn'>,
  sources: Sources = globalThis,
  now: () => number = Date.now,
): void {
  const write = (level: 'error' | 'warn') =>
    limited(now, (skipped) =>
      log[level](level === 'error' ? 'server_error' : 'server_warning', {
        outcome: 'console',
        ...(skipped > 0 && { skipped }),
      }),
    )
  const warn = write('warn')
  sources.console.error = write('error')
  sources.console.warn = warn
  sources.process.removeAllListeners('warning')
  sources.process.on('warning', warn)
}

/** @param write is told how many times it was not called since it was last called */
function limited(now: () => number, write: (skipped: number) => void): () => void {
  let since = Number.NEGATIVE_INFINITY
  let lines = 0
  let skipped = 0
  return () => {
    if (now() - since >= CONSOLE_LIMIT.milliseconds) {
      since = now()
      lines = 0
    }
    if (lines === CONSOLE_LIMIT.lines) {
      skipped += 1
      return
    }
    lines += 1
    write(skipped)
    skipped = 0
  }
}
