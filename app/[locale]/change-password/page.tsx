import { AccountLine } from '#components/account-line.tsx'
import { PageText } from '#components/page-text.tsx'
import { SideText } from '#components/side-link.tsx'
import { accountOf } from '#lib/reset/ticket.ts'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { fillPlurals } from '#messages/plural.ts'
import { FLOW_MINUTES } from '#server/http/cookies.ts'
import { currentFlow, redirectTo } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'
import { ChangePasswordForm } from './form.tsx'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page of an opened link. Without one in the cookie, it redirects. */
export default async function ChangePasswordPage({ params }: Props) {
  const flow = await currentFlow()
  if (flow?.kind === 'done') return redirectTo('/change-password/done')
  if (flow?.kind !== 'open') return redirectTo('/change-password/expired')

  const { locale } = await params
  const { changePassword, done } = messagesFor(locale)
  const { policy, config } = services()
  const { email } = flow.ticket
  const { signInUrl } = config.brand
  return (
    <>
      <PageText icon="lock" title={changePassword.title} lead={changePassword.lead}>
        {email && <AccountLine label={changePassword.account} address={email} />}
      </PageText>
      <ChangePasswordForm
        words={changePassword}
        policy={policy}
        email={email === null ? null : splitAddress(email)}
        account={accountOf(services(), flow.ticket)}
        scripts={config.scripts}
        signIn={signInUrl === null ? null : { href: signInUrl, label: done.signIn }}
      />
      <SideText>{fillPlurals(locale, changePassword.open, { minutes: FLOW_MINUTES })}</SideText>
    </>
  )
}
