import * as z from 'zod'
import { text, url, uuid } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { elasticPath as createElasticPath } from './adapter.ts'

/** Elastic Path, which calls our webhook with a code. */
export const elasticPath = defineUpstream({
  variables: z.object({
    ELASTIC_PATH_API_URL: url,
    ELASTIC_PATH_CLIENT_ID: text,
    ELASTIC_PATH_CLIENT_SECRET: text,
    // Ids in every path of its API are UUIDs.
    // @see https://elasticpath.dev/docs/api/single-sign-on
    ELASTIC_PATH_PASSWORD_PROFILE_ID: uuid,
    ELASTIC_PATH_REALM_ID: uuid.optional(),
    // An attacker who guesses it can make us mail links to anyone.
    ELASTIC_PATH_WEBHOOK_SECRET: text.min(16, 'must be 16 characters or more'),
  }),
  mailsLink: () => false,
  webhookPath: '/one-time-password-token-notification',
  open: (env, fetch) =>
    createElasticPath(
      {
        apiUrl: env.ELASTIC_PATH_API_URL,
        clientId: env.ELASTIC_PATH_CLIENT_ID,
        clientSecret: env.ELASTIC_PATH_CLIENT_SECRET,
        passwordProfileId: env.ELASTIC_PATH_PASSWORD_PROFILE_ID,
        realmId: env.ELASTIC_PATH_REALM_ID ?? null,
        webhookSecret: env.ELASTIC_PATH_WEBHOOK_SECRET,
      },
      fetch,
    ),
})
