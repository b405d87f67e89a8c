import pino from 'pino'
import type { FaultReason } from '#lib/fault-reason.ts'

/** All events. Operators count lines by these names (docs/operating.md). */
export const LOG_EVENTS = [
  'reset_requested',
  'reset_mail_sent',
  'reset_mail_failed',
  'link_opened',
  'link_invalid',
  'password_changed',
  'password_refused',
  'reset_not_me',
  'rate_limited',
  'origin_refused',
  'request_refused',
  'webhook_received',
  'webhook_refused',
  'api_request',
  'api_refused',
  'ops_action',
  'ops_refused',
  'mail_event',
  'mail_event_refused',
  'event_sent',
  'event_failed',
  'canary_failed',
  'breach_check_failed',
  'store_error',
  'upstream_error',
  'server_error',
  'server_warning',
  'config_warning',
] as const

/** Name of an event in the log. */
export type LogEvent = (typeof LOG_EVENTS)[number]

/** Fields of a line. Never an address, token, code, password, name, URL of an upstream, or body. */
export type LogFields = {
  outcome?: string
  /** Id of the request, or of the job or the vendor's event that the line is about. */
  requestId?: string
  /** Id of the request for a link that the line is about, the same in all lines of one reset. */
  cause?: string | undefined
  /** Keyed hash of the customer of a raw link, which names no request. */
  customer?: string | undefined
  /** Seconds from the request to the mail. */
  seconds?: number | undefined
  /** Kind of the mail. */
  mail?: string
  /** Name of the API key of a call. */
  api?: string
  /** The type of an event for the company's own program. */
  type?: string
  /** Number of tries, this one included. */
  attempt?: number
  /** Next's id of an error, as the error page shows it. */
  digest?: string
  /** Error code of the system or Postgres, such as `ECONNREFUSED` or `28P01`. */
  code?: string
  /** HTTP status of the answer that the fault is about. */
  status?: number
  reason?: FaultReason
  /** Set when `X-Forwarded-For` was ignored, because no proxy is trusted. */
  forwarded?: 'ignored'
  /** Number of lines like this one that were dropped before it. */
  skipped?: number
  /** The name of an environment variable, and the name that was probably meant. Never a value. */
  variable?: string
  likely?: string
}

/** Writes one JSON line per event to standard output. */
export interface Log {
  info(event: LogEvent, fields?: LogFields): void
  warn(event: LogEvent, fields?: LogFields): void
  error(event: LogEvent, fields?: LogFields): void
}

/** Standard output. A broken pipe is an event of `process.stdout`; pino's own stream hides it. */
const OUTPUT = { write: (line: string) => void process.stdout.write(line) }

/** Creates a log whose lines name the upstream. */
export function createLog(level: string, upstream: string): Log {
  const logger = pino(
    {
      level,
      base: { upstream },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    OUTPUT,
  )
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  }
}
