import type { Messages } from '#messages/messages.ts'
import { Facts, MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  /** Address of the account. */
  account: string
  words: Messages['mail']['passwordChanged']
  /** True if the time of the change is known. */
  hasTime: boolean
  /** True if the device is known. */
  hasDevice: boolean
  /** True if other devices may still be signed in. */
  hasOthers: boolean
}

/** The notice after a change. Its button leads to a page that starts a new reset. */
export function PasswordChanged({ account, hasTime, hasDevice, hasOthers, ...mail }: Props) {
  const { time, device } = mail.words
  const facts = [...(hasTime ? [time] : []), ...(hasDevice ? [device] : [])]
  return (
    <MailLayout
      {...mail}
      isOutlined
      lead={
        <>
          <Paragraph>{mail.words.lead}</Paragraph>
          <Facts account={account} lines={facts} />
          <Paragraph>{mail.words.notYou}</Paragraph>
        </>
      }
    >
      <Paragraph>{mail.words.mailbox}</Paragraph>
      {hasOthers && <Paragraph>{mail.words.others}</Paragraph>}
    </MailLayout>
  )
}
