import type { Provision } from '#upstreams/provision.ts'

/**
 * Set-up of Betterez, whose settings only its back office changes.
 * @see https://engineering.betterez.com/guides/customer_reset_password
 */
export const provision: Provision = {
  isAutomatic: false,
  secrets: [],
  plan: async ({ BETTEREZ_APP_NAME: name = 'password-reset' }, { siteUrl }) => ({
    changes: [],
    secrets: [],
    notes: [
      'In the back office of Betterez, make or open the application of this site:',
      `  name              ${name}   (the same as BETTEREZ_APP_NAME)`,
      `  request endpoint  ${siteUrl}/actions/`,
      'Copy from there: the public key to BETTEREZ_API_KEY, the id of the account to BETTEREZ_ACCOUNT_ID.',
      'The private key is not needed: leave it there.',
    ],
    variables: () => ({ BETTEREZ_APP_NAME: name }),
  }),
}
