import * as z from 'zod'
import { count } from '#lib/config-fields.ts'
import { LIMIT_DEFAULTS, type LimitSettings } from '#lib/reset/limits.ts'

/** Variables of the limits. */
export const limitFields = {
  REQUESTS_PER_CLIENT: count(LIMIT_DEFAULTS.requestsPerClient, 1),
  ADDRESSES_PER_CLIENT: count(LIMIT_DEFAULTS.addressesPerClient, 1),
  PASSWORDS_PER_CLIENT: count(LIMIT_DEFAULTS.passwordsPerClient, 1),
  MAILS_PER_HOUR: count(LIMIT_DEFAULTS.mailsPerHour, 1),
  API_REQUESTS_PER_MINUTE: count(LIMIT_DEFAULTS.apiRequestsPerMinute, 1),
  INVITATIONS_PER_HOUR: count(LIMIT_DEFAULTS.invitationsPerHour, 1),
}

const schema = z.object(limitFields)

/** Builds the limits from their variables. */
export const readLimits = (env: z.infer<typeof schema>): LimitSettings => ({
  requestsPerClient: env.REQUESTS_PER_CLIENT,
  addressesPerClient: env.ADDRESSES_PER_CLIENT,
  passwordsPerClient: env.PASSWORDS_PER_CLIENT,
  mailsPerHour: env.MAILS_PER_HOUR,
  apiRequestsPerMinute: env.API_REQUESTS_PER_MINUTE,
  invitationsPerHour: env.INVITATIONS_PER_HOUR,
})
