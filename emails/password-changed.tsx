import { fill } from '#lib/i18n/fill.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import { ActionButton } from './action-button.tsx'
import { Frame, type MailBrand, Paragraph } from './frame.tsx'

/** The notice after a change. `resetUrl` starts a new reset; `supportUrl` is where to get help. */
export function PasswordChanged(props: {
  brand: MailBrand
  locale: string
  words: Messages['mail']['passwordChanged']
  resetUrl: string
  supportUrl: string | null
}) {
  const { brand, locale, words, resetUrl, supportUrl } = props
  return (
    <Frame brand={brand} locale={locale} heading={words.heading}>
      <Paragraph>{fill(words.lead, { brand: brand.name })}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
      <ActionButton brand={brand} href={resetUrl}>
        {words.button}
      </ActionButton>
      {supportUrl && <Paragraph>{fill(words.support, { support: supportUrl })}</Paragraph>}
    </Frame>
  )
}
