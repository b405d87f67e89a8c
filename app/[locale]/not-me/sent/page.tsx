import { SafeMailbox } from '#app/[locale]/not-me/safe-mailbox.tsx'
import { PageText } from '#components/page-text.tsx'
import { fill } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { senderName } from '#server/config/sender-name.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The page after the report. It says what to do if somebody else reads the customer's mail. */
export default async function NotMeSentPage({ params }: Props) {
  const { notMe, sent } = messagesFor((await params).locale)
  const { config } = services()
  const [open = ''] = sent.steps
  return (
    <PageText icon="envelope" brand={config.brand.name} title={sent.title} lead={notMe.sent}>
      <p>{fill(open, { sender: senderName(config) })}</p>
      <SafeMailbox words={notMe.mailbox} isOpen />
    </PageText>
  )
}
