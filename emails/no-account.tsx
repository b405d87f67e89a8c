import type { Messages } from '#messages/messages.ts'
import { MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  words: Messages['mail']['noAccount']
  /** True if the time of the request is known. */
  hasTime: boolean
}

/** The mail to an address without an account. Its button leads to the form. */
export const NoAccount = ({ hasTime, ...mail }: Props) => (
  <MailLayout
    {...mail}
    lead={
      <>
        <Paragraph>{mail.words.lead}</Paragraph>
        <Paragraph>{mail.words.other}</Paragraph>
      </>
    }
  >
    <Paragraph>{mail.words.notYou}</Paragraph>
    {hasTime && <Paragraph>{mail.words.time}</Paragraph>}
  </MailLayout>
)
