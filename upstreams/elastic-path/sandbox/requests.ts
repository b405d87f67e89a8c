import { z } from 'zod'

const username = z.string().min(1)

/** The form of `POST /oauth/access_token`. */
export const accessTokenForm = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('client_credentials'),
    client_id: z.string(),
    client_secret: z.string(),
  }),
  z.strictObject({ grant_type: z.literal('implicit'), client_id: z.string() }),
])

/** Query of a call without parameters. */
export const noQuery = z.strictObject({})

/** The query of a list. */
export const pageQuery = z.strictObject({
  'page[limit]': z.coerce.number().int().min(1).max(100).optional(),
  'page[offset]': z.coerce.number().int().min(0).optional(),
})

/** The body of a one-time password token request. */
export const codeRequestBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('one_time_password_token_request'),
    username,
    purpose: z.literal('reset_password'),
  }),
})

/** The body of `POST /v2/account-members/tokens`, in the one mechanism that is emulated. */
export const exchangeBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('account_management_authentication_token'),
    authentication_mechanism: z.literal('passwordless'),
    password_profile_id: z.uuid(),
    username,
    one_time_password_token: z.string().min(1),
  }),
})

/** The body of an update of a password profile info, with the documented fields or fewer. */
export const changeBody = z.strictObject({
  data: z.strictObject({
    id: z.uuid(),
    type: z.literal('user_authentication_password_profile_info'),
    password_profile_id: z.uuid().optional(),
    username: username.optional(),
    password: z.string().optional(),
  }),
})
