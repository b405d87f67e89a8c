import type { Messages } from '#messages/messages.ts'
import { MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  words: Messages['mail']['passwordChanged']
  /** Whether the time of the change is known. */
  hasTime: boolean
}

/** The notice after a change. Its button starts a new reset. */
export const PasswordChanged = ({ hasTime, ...mail }: Props) => (
  <MailLayout
    {...mail}
    lead={
      <>
        <Paragraph>{mail.words.lead}</Paragraph>
        {hasTime && <Paragraph>{mail.words.time}</Paragraph>}
        <Paragraph>{mail.words.notYou}</Paragraph>
      </>
    }
  >
    <Paragraph>{mail.words.mailbox}</Paragraph>
  </MailLayout>
)
