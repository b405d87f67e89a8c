import * as z from 'zod'
import { flag, secret, text, url } from '#lib/config-fields.ts'

/** Settings of mails. `baseUrl` null: the default of Resend's SDK. */
export type MailConfig = {
  readonly apiKey: string
  readonly baseUrl: string | null
  readonly from: string
  readonly replyTo: string | null
  /** Whether an address without an account gets a mail that says so. */
  readonly unknownAddresses: boolean
}

const sender = text.regex(/^[^\r\n]*\S@\S[^\r\n]*$/, 'must hold an address').optional()

/** Variables of mails. */
export const mailFields = {
  RESEND_API_KEY: secret(text.optional()),
  RESEND_BASE_URL: url.optional(),
  MAIL_FROM: sender,
  MAIL_REPLY_TO: sender,
  MAIL_UNKNOWN_ADDRESSES: flag,
}

const schema = z.object(mailFields)

/** Builds the settings of mails from their variables. @returns null if this site mails nothing */
export const readMail = (env: z.infer<typeof schema>): MailConfig | null =>
  env.RESEND_API_KEY && env.MAIL_FROM
    ? {
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL ?? null,
        from: env.MAIL_FROM,
        replyTo: env.MAIL_REPLY_TO ?? null,
        unknownAddresses: env.MAIL_UNKNOWN_ADDRESSES,
      }
    : null

/** Checks the mail settings: both are required if one is set, or if this site mails anything itself. */
export function mailFaults(
  set: Readonly<Record<string, string | undefined>>,
  mailsLink: boolean,
): string[] {
  const names = ['RESEND_API_KEY', 'MAIL_FROM']
  const isOptional = mailsLink && set.MAIL_UNKNOWN_ADDRESSES !== 'true'
  if (isOptional && names.every((name) => !set[name])) return []
  return names.filter((name) => !set[name]).map((name) => `  ${name} is missing`)
}
