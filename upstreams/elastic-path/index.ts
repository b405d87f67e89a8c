import { secret, text, url, uuid } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { elasticPath as open } from './adapter.ts'
import { doctor } from './doctor.ts'
import { provision } from './provision.ts'
import { WEBHOOK_PATH } from './store.ts'

/** Elastic Path, which calls our webhook with a code. */
export const elasticPath = defineUpstream({
  settings: {
    apiUrl: ['ELASTIC_PATH_API_URL', url],
    clientId: ['ELASTIC_PATH_CLIENT_ID', text],
    clientSecret: ['ELASTIC_PATH_CLIENT_SECRET', secret(text)],
    // Ids in every path of its API are UUIDs.
    // @see https://elasticpath.dev/docs/api/single-sign-on
    passwordProfileId: ['ELASTIC_PATH_PASSWORD_PROFILE_ID', uuid],
    realmId: ['ELASTIC_PATH_REALM_ID', uuid.nullable().default(null)],
    // An attacker who guesses it can make us mail links to anyone.
    webhookSecret: [
      'ELASTIC_PATH_WEBHOOK_SECRET',
      secret(text.min(16, 'must be 16 characters or more')),
    ],
  },
  mailsLink: () => false,
  webhookPath: WEBHOOK_PATH,
  open,
  doctor,
  provision,
})
