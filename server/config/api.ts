import { createHash } from 'node:crypto'
import { count, secret, text } from '#lib/config-fields.ts'

/** A program that may call the API. */
export type ApiKey = {
  readonly name: string
  /** SHA-256 of the key. */
  readonly hash: Buffer
  /** True if it may learn which addresses have an account. */
  readonly maySeeAccounts: boolean
}

/** Settings of the API. */
export type ApiConfig = {
  /** Empty: there is no API. */
  readonly keys: readonly ApiKey[]
  readonly invitationDays: number
}

/** A name, a key in the characters of a bearer token, and a right. @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const ENTRY = /^([a-z\d][a-z\d-]{0,31}):([\w.~+/-]{32,}=*)(:see-accounts)?$/

/** Computes the hash under which a key is compared. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest()

const isUnique = (values: readonly string[]) => new Set(values).size === values.length

const apiKeys = text
  .transform((value) => value.split(',').map((entry) => ENTRY.exec(entry.trim())))
  .refine((entries) => entries.every((entry) => entry !== null), {
    error: 'must be name:key or name:key:see-accounts, with keys of 32 characters or more',
    abort: true,
  })
  .transform((entries) =>
    entries.map((entry): ApiKey => {
      const [, name = '', key = '', right] = entry ?? []
      return { name, hash: hashOfKey(key), maySeeAccounts: right !== undefined }
    }),
  )
  .refine(
    (keys) =>
      isUnique(keys.map(({ name }) => name)) &&
      isUnique(keys.map(({ hash }) => hash.toString('hex'))),
    'must have each name and each key once',
  )

/** Variables of the API. */
export const apiFields = {
  API_KEYS: secret(apiKeys.default([])),
  INVITATION_DAYS: count(14, 1, 60),
}
