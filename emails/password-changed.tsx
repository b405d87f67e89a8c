import type { Messages } from '#messages/messages.ts'
import { MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  words: Messages['mail']['passwordChanged']
  /** Whether the time of the change is known. */
  hasTime: boolean
  /** Whether the device is known. */
  hasDevice: boolean
  /** Whether other devices may still be signed in. */
  hasOthers: boolean
}

/** The notice after a change. Its button leads to a page that starts a new reset. */
export const PasswordChanged = ({ hasTime, hasDevice, hasOthers, ...mail }: Props) => (
  <MailLayout
    {...mail}
    lead={
      <>
        <Paragraph>{mail.words.lead}</Paragraph>
        {hasTime && <Paragraph>{mail.words.time}</Paragraph>}
        {hasDevice && <Paragraph>{mail.words.device}</Paragraph>}
        <Paragraph>{mail.words.notYou}</Paragraph>
      </>
    }
  >
    <Paragraph>{mail.words.mailbox}</Paragraph>
    {hasOthers && <Paragraph>{mail.words.others}</Paragraph>}
  </MailLayout>
)
