import type { Log, LogEvent, LogFields } from './log.ts'

/** Makes a log that also passes each line to an observer, whatever the level of the log. */
export function observedLog(log: Log, observe: (event: LogEvent, fields: LogFields) => void): Log {
  const write =
    (level: keyof Log): Log['info'] =>
    (event, fields = {}) => {
      log[level](event, fields)
      observe(event, fields)
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
