import { AccountLine } from '#components/account-line.tsx'
import { DeadEnd } from '#components/dead-end.tsx'
import { PageText } from '#components/page-text.tsx'
import { notMeAccount } from '#lib/reset/not-me.ts'
import { fill } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { NotMeForm } from './form.tsx'
import { SafeMailbox } from './safe-mailbox.tsx'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page behind the link of a notice: a customer says that they did not change the password. */
export default async function NotMePage({ params }: Props) {
  const { notMe, changePassword, invalidLink } = messagesFor((await params).locale)
  const brand = services().config.brand.name
  const flow = await currentFlow()
  if (flow?.kind !== 'not-me') {
    const words = { ...invalidLink.closed, next: invalidLink.submit }
    return <DeadEnd icon="clock" tone="late" brand={brand} words={words} href="/forgot-password" />
  }
  return (
    <>
      <PageText icon="alert" tone="late" title={notMe.title} lead={fill(notMe.lead, { brand })}>
        <AccountLine label={changePassword.account} address={flow.email} />
      </PageText>
      <NotMeForm
        words={{ title: notMe.title, submit: notMe.submit }}
        otherLink={changePassword['other-link']}
        account={notMeAccount(services(), flow.email)}
      />
      <SafeMailbox words={notMe.mailbox} />
    </>
  )
}
