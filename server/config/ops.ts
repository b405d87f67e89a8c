import * as z from 'zod'
import { secret, text } from '#lib/config-fields.ts'
import { hashOfKey } from './api.ts'

/** Settings of the operator's page. */
export type OpsConfig = {
  readonly port: number
  /** Address to listen at; null: every address. */
  readonly host: string | null
  /** SHA-256 of the token that the page asks for; null: it asks for none. */
  readonly tokenHash: Buffer | null
}

/** The characters of a bearer token. @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const token = text.regex(
  /^[\w.~+/-]{32,}=*$/,
  'must be 32 characters or more: letters, digits and -._~+/=',
)

/** Variables of the operator's page. */
export const opsFields = {
  OPS_PORT: text
    .regex(/^\d{1,5}$/, 'must be a number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a number from 1 to 65535')
    .optional(),
  OPS_TOKEN: secret(token.optional()),
}

const schema = z.object(opsFields)

/**
 * Builds the settings of the operator's page. Without a token, only this machine can reach it.
 * @param hostname address of the site, from `HOSTNAME`
 * @returns null: there is no page
 */
export const readOps = (
  { OPS_PORT: port, OPS_TOKEN }: z.infer<typeof schema>,
  hostname: string | undefined,
): OpsConfig | null => {
  if (port === undefined) return null
  return OPS_TOKEN === undefined
    ? { port, host: '127.0.0.1', tokenHash: null }
    : { port, host: hostname?.trim() || null, tokenHash: hashOfKey(OPS_TOKEN) }
}
