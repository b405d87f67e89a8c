import { flag, secret, text, url } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { betterez as open } from './adapter.ts'
import { doctor } from './doctor.ts'
import { provision } from './provision.ts'

/** Betterez, which mails its own link. */
export const betterez = defineUpstream({
  settings: {
    apiUrl: ['BETTEREZ_API_URL', url.default('https://api.betterez.com')],
    apiKey: ['BETTEREZ_API_KEY', secret(text)],
    accountId: [
      'BETTEREZ_ACCOUNT_ID',
      text.regex(/^[0-9a-f]{24}$/i, 'must be 24 hexadecimal digits'),
    ],
    appName: ['BETTEREZ_APP_NAME', text],
    acceptsCustomerNumber: ['BETTEREZ_ACCEPTS_CUSTOMER_NUMBER', flag],
  },
  mailsLink: () => true,
  open,
  doctor,
  provision,
})
