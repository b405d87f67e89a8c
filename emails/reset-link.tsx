import type { Messages } from '#messages/messages.ts'
import { ActionButton } from './action-button.tsx'
import { Frame, type MailBrand, Paragraph } from './frame.tsx'

/** The mail with the link. */
export function ResetLink(props: {
  brand: MailBrand
  locale: string
  words: Messages['mail']['resetLink']
  link: string
  /** Whether the time of the request is known. */
  hasTime: boolean
}) {
  const { brand, locale, words, link, hasTime } = props
  return (
    <Frame brand={brand} locale={locale} heading={words.heading}>
      <Paragraph>{words.lead}</Paragraph>
      {hasTime && <Paragraph>{words.time}</Paragraph>}
      <ActionButton brand={brand} href={link} copy={words.copy}>
        {words.button}
      </ActionButton>
      <Paragraph>{words.life}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
    </Frame>
  )
}
