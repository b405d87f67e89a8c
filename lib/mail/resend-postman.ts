import { Resend } from 'resend'
import type { MailConfig } from '#lib/config.ts'
import { readAddress } from '#lib/email-address.ts'
import { type Letter, type Mail, MailError, type Postman } from './mail.ts'

/** Marks a mail as written by a machine, so that nobody's out-of-office answers it (RFC 3834). */
const HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

const TIME_LIMIT_MS = 10_000

/** Sends by Resend. @param write puts a mail into words */
export function resendPostman(config: MailConfig, write: (mail: Mail) => Promise<Letter>): Postman {
  const resend = new Resend(config.apiKey, config.baseUrl ? { baseUrl: config.baseUrl } : {})
  return {
    async send(mail, key) {
      // Whatever else it is, a list or another header, somebody else wrote it.
      if (readAddress(mail.to) === null) throw new MailError('not one address', true)
      const { error, headers } = await resend.emails.send(
        {
          from: config.from,
          to: mail.to,
          ...(config.replyTo && { replyTo: config.replyTo }),
          headers: { ...HEADERS, 'Content-Language': mail.locale },
          ...(await write(mail)),
        },
        { idempotencyKey: key, signal: AbortSignal.timeout(TIME_LIMIT_MS) },
      )
      if (!error || error.name === 'invalid_idempotent_request') return
      const status = error.statusCode ?? 503
      const retryAfter = Number(headers?.['retry-after'] ?? Number.NaN)
      throw new MailError(
        error.name,
        status === 400 || status === 422,
        Number.isFinite(retryAfter) ? retryAfter : null,
      )
    },
  }
}
