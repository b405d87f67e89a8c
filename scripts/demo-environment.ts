import type { UpstreamName } from '#lib/reset/upstream.ts'
import { credentials } from '#sandbox/credentials.ts'
import { shops } from '#sandbox/shops.ts'

/** The environment of a site whose upstream, mails and breach list are the sandbox's. */
export function demoEnvironment(
  upstream: UpstreamName,
  at: { siteUrl: string; sandboxUrl: string },
): Record<string, string> {
  const { siteUrl, sandboxUrl } = at
  const { port } = new URL(siteUrl)
  return {
    UPSTREAM: upstream,
    SITE_URL: siteUrl,
    PORT: port,
    DATA_DIR: `.data/${port}-${upstream}`,
    HOSTNAME: '127.0.0.1',
    DRAIN_SECONDS: '0',
    SITE_SECRET: Buffer.alloc(32, 'demo').toString('base64'),
    RESEND_API_KEY: credentials.resend.apiKey,
    RESEND_BASE_URL: `${sandboxUrl}/resend`,
    BREACH_CHECK_URL: `${sandboxUrl}/pwned`,
    SIGN_IN_URL: `${sandboxUrl}/shop/${upstream}`,
    SUPPORT_URL: `${sandboxUrl}/`,
    // The sandbox is on this machine, whatever proxy the developer's shell names.
    NO_PROXY: 'localhost,127.0.0.1',
    no_proxy: 'localhost,127.0.0.1',
    ...brand(shops[upstream]),
    ...vendor(upstream, `${sandboxUrl}/${upstream}`),
  }
}

/** Brand variables of a company of the sandbox. */
function brand({ owner, accent }: { owner: string; accent: string }) {
  return { BRAND_NAME: owner, BRAND_COLOR: accent, MAIL_FROM: `${owner} <hello@mail.example>` }
}

function vendor(upstream: UpstreamName, apiUrl: string): Record<string, string> {
  switch (upstream) {
    case 'betterez':
      return {
        BETTEREZ_API_URL: apiUrl,
        BETTEREZ_API_KEY: credentials.betterez.apiKey,
        BETTEREZ_ACCOUNT_ID: credentials.betterez.accountId,
        BETTEREZ_APP_NAME: credentials.betterez.appName,
      }
    case 'sessionm':
      return {
        SESSIONM_API_URL: apiUrl,
        SESSIONM_API_KEY: credentials.sessionm.apiKey,
        SESSIONM_API_SECRET: credentials.sessionm.apiSecret,
      }
    case 'elastic-path':
      return {
        ELASTIC_PATH_API_URL: apiUrl,
        ELASTIC_PATH_CLIENT_ID: credentials['elastic-path'].clientId,
        ELASTIC_PATH_CLIENT_SECRET: credentials['elastic-path'].clientSecret,
        ELASTIC_PATH_PASSWORD_PROFILE_ID: credentials['elastic-path'].passwordProfileId,
        ELASTIC_PATH_WEBHOOK_SECRET: credentials['elastic-path'].webhookSecret,
      }
    default:
      return upstream satisfies never
  }
}
