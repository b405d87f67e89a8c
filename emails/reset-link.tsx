import type { Messages } from '#messages/messages.ts'
import { MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  words: Messages['mail']['resetLink']
  /** Whether the time of the request is known. */
  hasTime: boolean
}

/** The mail with the link. */
export const ResetLink = ({ hasTime, ...mail }: Props) => (
  <MailLayout {...mail} lead={<Paragraph>{mail.words.lead}</Paragraph>}>
    <Paragraph>{mail.words.life}</Paragraph>
    {hasTime && <Paragraph>{mail.words.time}</Paragraph>}
    <Paragraph>{mail.words.notYou}</Paragraph>
  </MailLayout>
)
