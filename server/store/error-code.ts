/** Codes for errors of `pg` that have only a message. */
const MESSAGES: [message: RegExp, code: string][] = [
  [/timeout/i, 'ETIMEDOUT'],
  [/does not support SSL|SSL negotiation|invalid response to SSL/i, 'TLS_REFUSED'],
  [/terminated|closed|not queryable|ended/i, 'ECONNRESET'],
  [/SASL|SCRAM|password/i, '28P01'],
]

/**
 * Errors of the embedded database's file system, by their numbers in WASI.
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno
 */
const WASI: Record<string, string> = {
  2: 'EACCES',
  29: 'EIO',
  33: 'EMFILE',
  51: 'ENOSPC',
  69: 'EROFS',
}

const NAME = /^[A-Z\d_]{4,40}$/

/**
 * Finds a code for an error, for the log: that of the system, OpenSSL or Postgres, else one of a fixed
 * list. Never its message, which may hold personal data or secrets.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function errorCode(error: unknown): string {
  const { code, cause, errors, errno, message } = (error ?? {}) as Record<string, unknown>
  if (typeof code === 'string' && NAME.test(code)) return code
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  if (inner !== undefined) return errorCode(inner)
  const known = MESSAGES.find(([pattern]) => pattern.test(String(message)))
  return WASI[String(errno)] ?? known?.[1] ?? 'UNKNOWN'
}
