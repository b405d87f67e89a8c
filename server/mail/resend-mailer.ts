import { Resend } from 'resend'
import { readAddress } from '#lib/email-address.ts'
import { type Mail, MailError, type Mailer, type RenderedEmail } from '#lib/reset/mail.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { MailConfig } from '#server/config/mail.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { mailTags } from './resend-events.ts'
import { sendToResend } from './resend-transport.ts'

/** Headers that mark a mail as automatic, so that no out-of-office message answers it. @see RFC 3834 */
const HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Creates a mailer that sends by Resend. @param write renders a mail */
export function resendMailer(
  { sealer, ...config }: MailConfig & { sealer: Pick<Sealer, 'keyedHash'> },
  write: (mail: Mail) => Promise<RenderedEmail>,
  fetch: Fetch = globalThis.fetch,
): Mailer {
  const resend = new Resend(config.apiKey, config.baseUrl ? { baseUrl: config.baseUrl } : {})
  // The SDK's own function hides the cause of most failures.
  resend.fetchRequest = sendToResend(resend.baseUrl, fetch)
  return {
    async send(mail, key, cause) {
      // Refuse anything but one address: a list or a line break would be header injection.
      if (readAddress(mail.to) === null)
        throw new MailError(true, 'not one address', null, { reason: 'malformed-mail' })
      await resend.emails.send(
        {
          from: config.from,
          to: mail.to,
          ...(config.replyTo && { replyTo: config.replyTo }),
          tags: mailTags(sealer, { kind: mail.kind, cause }),
          headers: { ...HEADERS, 'Content-Language': mail.locale },
          ...(await write(mail)),
        },
        { idempotencyKey: key },
      )
    },
  }
}
