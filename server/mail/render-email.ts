import { render, toPlainText } from '@react-email/components'
import { createElement, type ReactElement } from 'react'
import { Invitation } from '#emails/invitation.tsx'
import { NoAccount } from '#emails/no-account.tsx'
import { PasswordChanged } from '#emails/password-changed.tsx'
import { ResetLink } from '#emails/reset-link.tsx'
import { contrastColor, GROUNDS, readableShade } from '#lib/brand/contrast-color.ts'
import type { Mail, RenderedEmail } from '#lib/reset/mail.ts'
import { fillAll } from '#messages/fill.ts'
import { legalLinks } from '#messages/legal-links.ts'
import { duration, durationInDays, messagesFor, moment } from '#messages/messages.ts'
import type { Config } from '#server/config/config.ts'
import { foldLines } from './fold-lines.ts'

/** Renders a mail in its language and in the style of the brand. */
export async function renderEmail(config: Config, mail: Mail): Promise<RenderedEmail> {
  const { name, supportUrl, legal, timeZone } = config.brand
  const { mail: words, frame } = messagesFor(mail.locale)
  const help = supportUrl === null ? [] : [{ href: supportUrl, label: frame.support }]
  const time = mail.occurredAt && moment(mail.occurredAt, mail.locale, timeZone)
  const values = { brand: name, time: time ?? '' }
  const props = {
    brand: brandOf(config.brand),
    locale: mail.locale,
    links: [...help, ...legalLinks(legal, frame)],
    hasTime: time !== undefined,
  }
  switch (mail.kind) {
    case 'reset-link': {
      const life = duration(mail.minutes, mail.locale)
      const page = `${new URL(config.siteUrl).host}/change-password/code`
      const resetLink = fillAll(words.resetLink, { ...values, life, page })
      const { link: href, code = null } = mail
      const shown = { account: mail.to, words: resetLink, href, code }
      const element = createElement(ResetLink, { ...props, ...shown })
      return rendered(resetLink.subject, element)
    }
    case 'invitation': {
      const life = durationInDays(mail.days, mail.locale)
      const { copy } = words.resetLink
      const invitation = fillAll({ ...words.invitation, copy }, { ...values, life })
      const element = createElement(Invitation, { ...props, words: invitation, href: mail.link })
      return rendered(invitation.subject, element)
    }
    case 'no-account': {
      const noAccount = fillAll(words.noAccount, values)
      const href = `${config.siteUrl}/forgot-password`
      return rendered(
        noAccount.subject,
        createElement(NoAccount, { ...props, words: noAccount, href }),
      )
    }
    case 'password-changed': {
      const { device = '', endsSessions } = mail
      const changed = fillAll(words.passwordChanged, { ...values, device })
      const href = mail.notMe ?? `${config.siteUrl}/forgot-password`
      const shown = {
        account: mail.to,
        hasDevice: device !== '',
        hasOthers: endsSessions === false,
      }
      return rendered(
        changed.subject,
        createElement(PasswordChanged, { ...props, ...shown, words: changed, href }),
      )
    }
    default:
      return mail satisfies never
  }
}

/** Derives the shades of a brand for mails: some mail programs know no dark mode, and show the light one. */
const brandOf = ({ name, color }: Config['brand']) => ({
  name,
  color,
  ink: contrastColor(color),
  edge: readableShade(color, GROUNDS.light),
  darkEdge: readableShade(color, GROUNDS.dark),
})

async function rendered(subject: string, element: ReactElement): Promise<RenderedEmail> {
  const html = foldLines(await render(element))
  const text = toPlainText(html, {
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'hr', format: 'skip' },
    ],
  })
  return { subject, html, text: text.replace(/ (https?:\/\/\S+)/g, '\n$1') }
}
