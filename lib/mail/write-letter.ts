import { render, toPlainText } from '@react-email/components'
import { createElement, type ReactElement } from 'react'
import { PasswordChanged } from '#emails/password-changed.tsx'
import { ResetLink } from '#emails/reset-link.tsx'
import { inkOn } from '#lib/brand-ink.ts'
import type { Config } from '#lib/config.ts'
import { fill } from '#lib/i18n/fill.ts'
import { duration, messagesFor } from '#lib/i18n/messages.ts'
import type { Mail } from './mail.ts'
import type { Letter } from './resend-postman.ts'

/** Puts a mail into the words of its language and the looks of the brand. */
export async function writeLetter(config: Config, mail: Mail): Promise<Letter> {
  const { name, color, supportUrl } = config.brand
  const words = messagesFor(mail.locale).mail
  const frame = { brand: { name, color, ink: inkOn(color) }, locale: mail.locale }
  switch (mail.kind) {
    case 'reset-link':
      return letter(
        fill(words.resetLink.subject, { brand: name }),
        createElement(ResetLink, {
          ...frame,
          words: words.resetLink,
          link: mail.link,
          life: duration(mail.minutes, mail.locale),
        }),
      )
    case 'password-changed':
      return letter(
        fill(words.passwordChanged.subject, { brand: name }),
        createElement(PasswordChanged, {
          ...frame,
          words: words.passwordChanged,
          resetUrl: `${config.siteUrl}/forgot-password`,
          supportUrl,
        }),
      )
    default:
      return mail satisfies never
  }
}

async function letter(subject: string, element: ReactElement): Promise<Letter> {
  const html = await render(element)
  const text = toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] })
  return { subject, html, text: text.replace(/ (https?:\/\/\S+)/g, '\n$1') }
}
