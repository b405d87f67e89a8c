import type { Log } from './log.ts'

/** Maximum of lines of one level per time, so that a flood of errors does not flood the log. */
export const CONSOLE_LIMIT = { lines: 10, milliseconds: 60_000 }

/** The console and `process`, through which Next and Node report errors and warnings. */
type Sources = {
  readonly console: Pick<Console, 'error' | 'warn'>
  readonly process: Pick<NodeJS.EventEmitter, 'on' | 'removeAllListeners'>
}

/**
 * Replaces the errors and warnings that Next and Node print with lines of the log. Their messages are
 * dropped, because they may hold personal data or secrets.
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

/** Limits the calls of a function. @param write receives the number of calls that were dropped before */
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
