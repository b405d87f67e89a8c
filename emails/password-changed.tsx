import type { Messages } from '#lib/i18n/messages.ts'
import { ActionButton } from './action-button.tsx'
import { Frame, type MailBrand, Paragraph } from './frame.tsx'

/** The notice after a change. `resetUrl` starts a new reset; `hasSupport`: there is somewhere to get help. */
export function PasswordChanged(props: {
  brand: MailBrand
  locale: string
  words: Messages['mail']['passwordChanged']
  resetUrl: string
  hasSupport: boolean
}) {
  const { brand, locale, words, resetUrl, hasSupport } = props
  return (
    <Frame brand={brand} locale={locale} heading={words.heading}>
      <Paragraph>{words.lead}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
      <ActionButton brand={brand} href={resetUrl}>
        {words.button}
      </ActionButton>
      {hasSupport && <Paragraph>{words.support}</Paragraph>}
    </Frame>
  )
}
