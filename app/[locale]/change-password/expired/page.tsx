import { PageText } from '#components/page-text.tsx'
import { currentFlow } from '#lib/http/current.ts'
import type { Flow } from '#lib/http/flow.ts'
import { messagesFor } from '#lib/i18n/messages.ts'
import { splitAddress } from '#lib/split-address.ts'
import { ForgotPasswordForm } from '../../forgot-password/form.tsx'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** Says why a link does not work, and offers a new one in one step. */
export default async function ExpiredPage({ params }: Props) {
  const { messages, words, email } = await deadLink(params)
  return (
    <>
      <PageText title={words.title} lead={words.lead} />
      <ForgotPasswordForm
        title={words.title}
        words={messages.forgotPassword}
        submitLabel={messages.dead.submit}
        email={splitAddress(email ?? '')}
      />
    </>
  )
}

async function deadLink(params: Props['params']) {
  const messages = messagesFor((await params).locale)
  const { reason, email } = reasonOf(await currentFlow())
  return { messages, words: messages.dead[reason], email }
}

/** A browser without a flow has opened no link lately; one that is done has come back to a form. */
function reasonOf(flow: Flow | null) {
  if (flow?.kind === 'dead') return flow
  return { reason: flow?.kind === 'done' ? ('used' as const) : ('closed' as const), email: null }
}
