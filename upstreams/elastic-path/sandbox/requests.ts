import { z } from 'zod'
import { STATES } from '#upstreams/elastic-path/sandbox/store.ts'

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

/** The body of `PUT /v2/settings/account-authentication`, with the one setting that is emulated. */
export const settingsBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('account_authentication_settings'),
    account_member_self_management: z.enum(['disabled', 'update_only']),
  }),
})

/** The body of a new or changed password profile. */
export const profileBody = z.strictObject({
  data: z.strictObject({
    id: z.uuid().optional(),
    type: z.literal('password_profile'),
    name: z.string().min(1),
    username_format: z.enum(['email', 'any']).optional(),
    enable_one_time_password_token: z.boolean().optional(),
  }),
})

const integration = z.strictObject({
  type: z.literal('integration'),
  name: z.string().min(1),
  description: z.string().optional(),
  enabled: z.boolean(),
  integration_type: z.literal('webhook'),
  observes: z.array(z.string()).min(1),
  configuration: z.strictObject({ url: z.url(), secret_key: z.string().optional() }),
})

/** The body of a new integration. */
export const integrationBody = z.strictObject({ data: integration })

/** The body of a changed integration: the attributes that change. */
export const integrationUpdate = z.strictObject({
  data: integration.omit({ integration_type: true }).partial().required({ type: true }),
})

/** The query of the list of users, with the one filter that is emulated. */
export const userQuery = z.strictObject({ filter: z.string().regex(/^eq\(email,.+\)$/) })

/** The body of a new user. */
export const userBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('user_authentication_info'),
    name: z.string().min(1),
    email: z.email(),
  }),
})

/** The body of a new login of a user. */
export const loginBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('user_authentication_password_profile_info'),
    password_profile_id: z.uuid(),
    username,
    password: z.string().min(8),
  }),
})

/** The body by which a test puts the store into a state. */
export const storeBody = z.strictObject({
  state: z.enum(STATES),
  mayWrite: z.boolean().default(true),
})
