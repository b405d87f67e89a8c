import type { Provision } from '#upstreams/provision.ts'

/**
 * Set-up of SessionM, whose credentials its support hands out.
 * @see https://docs.sessionm.com/developer/APIs/Core/Deprecated/deprecated_identity_services.htm
 */
export const provision: Provision = {
  isAutomatic: false,
  secrets: [],
  plan: async ({ SESSIONM_SENDS_EMAIL }, { siteUrl }) => ({
    changes: [],
    secrets: [],
    notes: [
      'Ask the support of SessionM for server-to-server (S2S) credentials that may search customers',
      'and use the Identity Services API (perform), and to allow the addresses of your servers.',
      'Copy the key to SESSIONM_API_KEY, the secret to SESSIONM_API_SECRET, the URL of your tenant to SESSIONM_API_URL.',
      ...(SESSIONM_SENDS_EMAIL === 'true'
        ? [
            'SessionM mails the link: have its template lead to',
            `  ${siteUrl}/actions?action=resetPwd&customerId={user id}&token={verification string, percent-encoded}`,
          ]
        : ['This site mails the link: set RESEND_API_KEY and MAIL_FROM.']),
    ],
    variables: () => ({}),
  }),
}
