import { EVENTS_SECRET, RESEND_API_KEY, RESEND_WEBHOOK_SECRET } from '#sandbox/credentials.ts'
import type { Shop } from '#sandbox/shop.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** Keys of the API in the demo. Not secret. `crm` may see accounts. */
export const DEMO_API_KEYS = {
  crm: 'demo-key-of-the-crm-1234567890123456',
  desk: 'demo-key-of-the-desk-123456789012345',
}

/** Builds the environment of a site whose upstream, mails and breach list are the sandbox's. */
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
    API_KEYS: `crm:${DEMO_API_KEYS.crm}:see-accounts,desk:${DEMO_API_KEYS.desk}`,
    RESEND_API_KEY: RESEND_API_KEY,
    RESEND_BASE_URL: `${sandboxUrl}/resend`,
    BREACH_CHECK_URL: `${sandboxUrl}/pwned`,
    SIGN_IN_URL: `${sandboxUrl}/shop/${upstream}`,
    SUPPORT_URL: `${sandboxUrl}/`,
    // The sandbox is on this machine, so the developer's proxy must not be used.
    NO_PROXY: 'localhost,127.0.0.1',
    no_proxy: 'localhost,127.0.0.1',
    ...brand(vendors[upstream].shop, `${sandboxUrl}/shop/${upstream}`),
    ...vendors[upstream].environment(`${sandboxUrl}/${upstream}`),
  }
}

/** Builds the variables of a site that receives events of its mails, and sends its own events, to the sandbox. */
export const connectedEnvironment = (sandboxUrl: string) => ({
  RESEND_WEBHOOK_SECRET,
  EVENTS_URL: `${sandboxUrl}/events`,
  EVENTS_SECRET,
})

/** Builds the brand variables of a company of the sandbox. */
function brand({ owner, accent, logo }: Shop, shopUrl: string) {
  return {
    BRAND_NAME: owner,
    BRAND_COLOR: accent,
    MAIL_FROM: `${owner} <hello@mail.example>`,
    ...(logo && {
      BRAND_LOGO_URL: `${shopUrl}/logo.svg`,
      BRAND_LOGO_DARK_URL: `${shopUrl}/logo-dark.svg`,
    }),
  }
}
