import * as z from 'zod'
import { secret, text, url } from '#lib/config-fields.ts'

/** Settings of Resend. `baseUrl` null: the default of its SDK. */
export type MailConfig = {
  readonly apiKey: string
  readonly baseUrl: string | null
  readonly from: string
  readonly replyTo: string | null
}

/** Variables of the mails. */
export const mailFields = {
  RESEND_API_KEY: secret(text.optional()),
  RESEND_BASE_URL: url.optional(),
  MAIL_FROM: text.regex(/^[^\r\n]*\S@\S[^\r\n]*$/, 'must hold an address').optional(),
  MAIL_REPLY_TO: text.regex(/^[^\r\n]*\S@\S[^\r\n]*$/, 'must hold an address').optional(),
}

const schema = z.object(mailFields)

/** Builds the settings of the mails from their variables; null if no mailer is configured. */
export const readMail = (env: z.infer<typeof schema>): MailConfig | null =>
  env.RESEND_API_KEY && env.MAIL_FROM
    ? {
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL ?? null,
        from: env.MAIL_FROM,
        replyTo: env.MAIL_REPLY_TO ?? null,
      }
    : null
