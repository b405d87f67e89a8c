import { AccountLine } from '#components/account-line.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { PageText } from '#components/page-text.tsx'
import { SideText } from '#components/side-link.tsx'
import { messagesFor } from '#messages/messages.ts'
import { doneFlow, redirectTo } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ flow?: string | string[] }>
}

export const dynamic = 'force-dynamic'

/**
 * The last page. It links to the sign-in page, because a reset does not sign the customer in. Without a
 * changed password, it redirects.
 */
export default async function DonePage({ params, searchParams }: Props) {
  const { flow: sealed } = await searchParams
  const flow = await doneFlow(typeof sealed === 'string' ? sealed : null)
  if (!flow) return redirectTo('/forgot-password')
  const { done, changePassword } = messagesFor((await params).locale)
  const { config, upstream } = services()
  const { name, signInUrl, supportUrl } = config.brand
  return (
    <>
      <PageText icon="tick" tone="good" brand={name} title={done.title} lead={done.lead}>
        {flow.email && <AccountLine label={changePassword.account} address={flow.email} />}
      </PageText>
      {signInUrl && <ButtonLink href={signInUrl}>{done.signIn}</ButtonLink>}
      {!upstream.endsSessions && (
        <>
          <SideText>{done.devices}</SideText>
          {supportUrl && (
            <SideText>
              <a href={supportUrl}>{done.lost}</a>
            </SideText>
          )}
        </>
      )}
    </>
  )
}
