import { ForgotPasswordForm } from '#app/[locale]/forgot-password/form.tsx'
import { PageText } from '#components/page-text.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { requestWords } from '#messages/request-words.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The form behind the link of an invitation, filled in. A browser without our cookie gets it empty. */
export default async function InvitedPage({ params }: Props) {
  const messages = messagesFor((await params).locale)
  const { invited } = messages
  const { acceptsCustomerNumber } = services().upstream
  const flow = await currentFlow()
  return (
    <>
      <PageText icon="lock" title={invited.title} lead={invited.lead} />
      <ForgotPasswordForm
        title={invited.title}
        words={requestWords(messages, acceptsCustomerNumber)}
        acceptsNumber={acceptsCustomerNumber}
        email={splitAddress(flow?.kind === 'invited' ? flow.email : '')}
      />
    </>
  )
}
