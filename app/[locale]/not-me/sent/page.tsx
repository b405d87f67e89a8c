import { SentSteps } from '#app/[locale]/forgot-password/sent/sent-steps.tsx'
import { SafeMailbox } from '#app/[locale]/not-me/safe-mailbox.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The page after the report. It says what to do if somebody else reads the customer's mail. */
export default async function NotMeSentPage({ params }: Props) {
  const { locale } = await params
  const { notMe, sent } = messagesFor(locale)
  const { config } = services()
  return (
    <>
      <PageText icon="envelope" brand={config.brand.name} title={sent.title} lead={notMe.sent}>
        <SentSteps locale={locale} />
      </PageText>
      <ButtonLink href="/forgot-password" isSecond>
        {sent.again}
      </ButtonLink>
      <SafeMailbox words={notMe.mailbox} isOpen />
    </>
  )
}
