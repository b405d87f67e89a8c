import * as z from 'zod'
import { origin, text, timeZone, url } from '#lib/config-fields.ts'

/** The company's brand. `color` is `#rrggbb`; `name` is the host of `SITE_URL` by default. */
export type Brand = {
  readonly name: string
  readonly logoUrl: string | null
  /** Logo for dark mode. */
  readonly logoDarkUrl: string | null
  readonly color: string
  readonly signInUrl: string | null
  readonly supportUrl: string | null
  readonly legal: LegalLinks
  /** Time zone of the times in mails: a name in the IANA database. */
  readonly timeZone: string
}

/** Pages of the company that the footer of every page and mail links to, in this order. */
type LegalLinks = Readonly<Record<'privacy' | 'imprint' | 'accessibility', string | null>>

/** Variables of the brand. */
export const brandFields = {
  // The subject of every mail contains it.
  BRAND_NAME: text
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'must be one line of text')
    .max(100, 'must be 100 characters or less')
    .optional(),
  BRAND_LOGO_URL: url.optional(),
  BRAND_LOGO_DARK_URL: url.optional(),
  BRAND_COLOR: text.regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1d4ed8').default('#1f4fd8'),
  BRAND_TIME_ZONE: timeZone.default('UTC'),
  SIGN_IN_URL: url.optional(),
  SUPPORT_URL: url.optional(),
  PRIVACY_URL: url.optional(),
  IMPRINT_URL: url.optional(),
  ACCESSIBILITY_URL: url.optional(),
}

const schema = z.object({ ...brandFields, SITE_URL: origin })

/** Builds the brand from its variables. */
export const readBrand = (env: z.infer<typeof schema>): Brand => ({
  name: env.BRAND_NAME ?? new URL(env.SITE_URL).hostname,
  logoUrl: env.BRAND_LOGO_URL ?? null,
  logoDarkUrl: env.BRAND_LOGO_DARK_URL ?? null,
  color: env.BRAND_COLOR,
  signInUrl: env.SIGN_IN_URL ?? null,
  supportUrl: env.SUPPORT_URL ?? null,
  legal: {
    privacy: env.PRIVACY_URL ?? null,
    imprint: env.IMPRINT_URL ?? null,
    accessibility: env.ACCESSIBILITY_URL ?? null,
  },
  timeZone: env.BRAND_TIME_ZONE,
})
