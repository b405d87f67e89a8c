import type { Mail, RenderedEmail } from '#lib/reset/mail.ts'
import type { Locale } from '#messages/locales.ts'
import { readConfig } from '#server/config/config.ts'
import { renderEmail } from '#server/mail/render-email.ts'

/** A mail in a language. */
export type RenderedMail = RenderedEmail & { readonly id: string; readonly locale: Locale }

const OCCURRED = new Date('2026-03-01T13:05:09Z')

/** A text as long as a sealed token. */
const TOKEN = 'eyJhbGciOiJkaXIifQ..'.padEnd(400, 'aXY0dGFn')

type Content<Kind> = Omit<Extract<Mail, { kind: Kind }>, 'kind' | 'to' | 'locale' | 'occurredAt'>

/** A mail of each kind. */
const MAILS: { readonly [Kind in Mail['kind']]: (siteUrl: string) => Content<Kind> } = {
  'reset-link': (siteUrl) => ({
    link: `${siteUrl}/actions?action=resetPwd&customerId=7&token=${TOKEN}`,
    minutes: 60,
    code: 'K7QX2M',
  }),
  invitation: (siteUrl) => ({
    link: `${siteUrl}/actions?action=invitation&token=${TOKEN}`,
    days: 14,
  }),
  'no-account': () => ({}),
  'password-changed': (siteUrl) => ({
    device: 'Firefox, Windows',
    endsSessions: false,
    notMe: `${siteUrl}/actions?action=notMe&token=${TOKEN}`,
  }),
}

/**
 * Renders all mails of a site in a language.
 * @param env environment of the site
 */
export async function renderMails(
  env: Readonly<Record<string, string>>,
  locale: Locale,
): Promise<RenderedMail[]> {
  const config = readConfig(env)
  return Promise.all(
    Object.entries(MAILS).map(async ([kind, contentOf]) => {
      const base = { kind, to: 'ada@example.com', locale, occurredAt: OCCURRED }
      const rendered = await renderEmail(config, { ...base, ...contentOf(config.siteUrl) } as Mail)
      return { ...rendered, id: `mail-${kind}`, locale }
    }),
  )
}
