import { render, toPlainText } from '@react-email/components'
import { createElement, type ReactElement } from 'react'
import { PasswordChanged } from '#emails/password-changed.tsx'
import { ResetLink } from '#emails/reset-link.tsx'
import { contrastColor } from '#lib/brand/contrast-color.ts'
import type { Mail, RenderedEmail } from '#lib/reset/mail.ts'
import { fillAll } from '#messages/fill.ts'
import { duration, messagesFor, moment } from '#messages/messages.ts'
import type { Config } from '#server/config/config.ts'

/** Puts a mail into the words of its language and the looks of the brand. */
export async function renderEmail(config: Config, mail: Mail): Promise<RenderedEmail> {
  const { name, color, supportUrl } = config.brand
  const words = messagesFor(mail.locale).mail
  const frame = { brand: { name, color, ink: contrastColor(color) }, locale: mail.locale }
  const time = mail.occurredAt && moment(mail.occurredAt, mail.locale)
  switch (mail.kind) {
    case 'reset-link': {
      const life = duration(mail.minutes, mail.locale)
      const resetLink = fillAll(words.resetLink, { brand: name, life, time: time ?? '' })
      const props = { ...frame, words: resetLink, link: mail.link, hasTime: time !== undefined }
      return letter(resetLink.subject, createElement(ResetLink, props))
    }
    case 'password-changed': {
      const support = supportUrl ?? ''
      const changed = fillAll(words.passwordChanged, { brand: name, support, time: time ?? '' })
      const resetUrl = `${config.siteUrl}/forgot-password`
      const has = { hasSupport: supportUrl !== null, hasTime: time !== undefined }
      const props = { ...frame, words: changed, resetUrl, ...has }
      return letter(changed.subject, createElement(PasswordChanged, props))
    }
    default:
      return mail satisfies never
  }
}

async function letter(subject: string, element: ReactElement): Promise<RenderedEmail> {
  const html = await render(element)
  const text = toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] })
  return { subject, html, text: text.replace(/ (https?:\/\/\S+)/g, '\n$1') }
}
