import type { Messages } from '#messages/messages.ts'
import { Facts, MailLayout, type MailProps, Paragraph } from './layout.tsx'
import { TypedCode } from './typed-code.tsx'

type Props = MailProps & {
  /** Address of the account. */
  account: string
  words: Messages['mail']['resetLink']
  /** True if the time of the request is known. */
  hasTime: boolean
  /** Code to type instead of opening the link; null if there is none. */
  code: string | null
}

/** The mail with the link. */
export const ResetLink = ({ account, hasTime, code, ...mail }: Props) => (
  <MailLayout
    {...mail}
    lead={
      <>
        <Paragraph>{mail.words.lead}</Paragraph>
        <Facts account={account} lines={[]} />
      </>
    }
  >
    {code && <TypedCode label={mail.words.code} code={code} />}
    <Paragraph>{mail.words.life}</Paragraph>
    {hasTime && <Paragraph>{mail.words.time}</Paragraph>}
    <Paragraph>{mail.words.notYou}</Paragraph>
  </MailLayout>
)
