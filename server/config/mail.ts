import * as z from 'zod'
import { flag, secret, text, url } from '#lib/config-fields.ts'
import { readAddress } from '#lib/email-address.ts'

/** Settings of Resend. */
export type MailConfig = {
  readonly apiKey: string
  /** Null: the default of its SDK. */
  readonly baseUrl: string | null
  readonly from: string
  readonly replyTo: string | null
  /** Signs Resend's calls of `/mail-events`; null: they are not accepted. */
  readonly webhookSecret: string | null
  /** True if an address without an account gets a mail that says so. */
  readonly unknownAddresses: boolean
}

/** An address, alone or in angle brackets after a name. A comma in a name needs quotes. */
const ADDRESS = /^(?:(?:"[^"<>\r\n]*"|[^"<>,;:\r\n]*) *<([^<>]+)>|([^<>]+))$/

const address = text.refine((value) => {
  const [, named, bare] = ADDRESS.exec(value) ?? []
  const typed = named ?? bare ?? ''
  return readAddress(typed) === typed
}, 'must be an address, or a name and <address>')

/**
 * A secret of signed webhooks: 24 to 64 bytes in base64.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signingSecret = text.regex(
  /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
  'must be whsec_ and 24 to 64 bytes in base64',
)

/** Variables of the mailer. */
export const mailFields = {
  RESEND_API_KEY: secret(text.optional()),
  RESEND_BASE_URL: url.optional(),
  RESEND_WEBHOOK_SECRET: secret(signingSecret.optional()),
  MAIL_FROM: address.optional(),
  MAIL_REPLY_TO: address.optional(),
  MAIL_UNKNOWN_ADDRESSES: flag,
}

const schema = z.object(mailFields)

/** Builds the settings of the mailer from its variables. @returns null without a mailer */
export const readMail = (env: z.infer<typeof schema>): MailConfig | null =>
  env.RESEND_API_KEY && env.MAIL_FROM
    ? {
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL ?? null,
        from: env.MAIL_FROM,
        replyTo: env.MAIL_REPLY_TO ?? null,
        webhookSecret: env.RESEND_WEBHOOK_SECRET ?? null,
        unknownAddresses: env.MAIL_UNKNOWN_ADDRESSES,
      }
    : null
