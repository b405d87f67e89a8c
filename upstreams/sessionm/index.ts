import { flag, secret, text, url } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { sessionm as open } from './adapter.ts'
import { doctor } from './doctor.ts'
import { provision } from './provision.ts'

/** SessionM, which gives us the token or, if set up so, mails it. */
export const sessionm = defineUpstream({
  settings: {
    apiUrl: ['SESSIONM_API_URL', url],
    apiKey: ['SESSIONM_API_KEY', secret(text)],
    apiSecret: ['SESSIONM_API_SECRET', secret(text)],
    sendsEmail: ['SESSIONM_SENDS_EMAIL', flag],
  },
  mailsLink: ({ SESSIONM_SENDS_EMAIL }) => SESSIONM_SENDS_EMAIL === 'true',
  open,
  doctor,
  provision,
})
