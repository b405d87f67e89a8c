import type { Messages } from '#messages/messages.ts'
import { Facts, MailLayout, type MailProps, Paragraph } from './layout.tsx'

type Props = MailProps & {
  words: Messages['mail']['passwordChanged']
  /** True if the time of the change is known. */
  hasTime: boolean
  /** True if the device is known. */
  hasDevice: boolean
  /** True if other devices may still be signed in. */
  hasOthers: boolean
}

/** The notice after a change. Its button leads to a page that starts a new reset. */
export function PasswordChanged({ hasTime, hasDevice, hasOthers, ...mail }: Props) {
  const facts = [...(hasTime ? [mail.words.time] : []), ...(hasDevice ? [mail.words.device] : [])]
  return (
    <MailLayout
      {...mail}
      lead={
        <>
          <Paragraph>{mail.words.lead}</Paragraph>
          {facts.length > 0 && <Facts lines={facts} />}
          <Paragraph>{mail.words.notYou}</Paragraph>
        </>
      }
    >
      <Paragraph>{mail.words.mailbox}</Paragraph>
      {hasOthers && <Paragraph>{mail.words.others}</Paragraph>}
    </MailLayout>
  )
}
