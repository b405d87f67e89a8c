import { fill } from '#lib/i18n/fill.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import { ActionButton } from './action-button.tsx'
import { Frame, type MailBrand, Paragraph } from './frame.tsx'

/** The mail with the link. `life` is how long the link works, in words. */
export function ResetLink(props: {
  brand: MailBrand
  locale: string
  words: Messages['mail']['resetLink']
  link: string
  life: string
}) {
  const { brand, locale, words, link, life } = props
  return (
    <Frame brand={brand} locale={locale} heading={words.heading}>
      <Paragraph>{fill(words.lead, { brand: brand.name })}</Paragraph>
      <ActionButton brand={brand} href={link}>
        {words.button}
      </ActionButton>
      <Paragraph>{fill(words.life, { life })}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
    </Frame>
  )
}
