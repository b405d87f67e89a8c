import type { Messages } from '#messages/messages.ts'
import { ActionButton } from './action-button.tsx'
import { Frame, type MailBrand, Paragraph } from './frame.tsx'

/** The notice after a change. */
export function PasswordChanged(props: {
  brand: MailBrand
  locale: string
  words: Messages['mail']['passwordChanged']
  /** Page that starts a new reset. */
  resetUrl: string
  /** Whether there is a place to get help. */
  hasSupport: boolean
  /** Whether the time of the change is known. */
  hasTime: boolean
}) {
  const { brand, locale, words, resetUrl, hasSupport, hasTime } = props
  return (
    <Frame brand={brand} locale={locale} heading={words.heading}>
      <Paragraph>{words.lead}</Paragraph>
      {hasTime && <Paragraph>{words.time}</Paragraph>}
      <Paragraph>{words.notYou}</Paragraph>
      <ActionButton brand={brand} href={resetUrl} copy={words.copy}>
        {words.button}
      </ActionButton>
      {hasSupport && <Paragraph>{words.support}</Paragraph>}
    </Frame>
  )
}
