import type { Messages } from '#messages/messages.ts'
import { MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & { words: Messages['mail']['invitation'] }

/** The mail that asks a customer to choose a password. Its link opens the form, and proves nothing. */
export const Invitation = (mail: Props) => (
  <MailLayout {...mail} lead={<Paragraph>{mail.words.lead}</Paragraph>}>
    <Paragraph>{mail.words.life}</Paragraph>
  </MailLayout>
)
