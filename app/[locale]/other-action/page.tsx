import { ButtonLink } from '#components/button-link.tsx'
import { PageText } from '#components/page-text.tsx'
import { SideLink } from '#components/side-link.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The page for a link whose action this site does not know, such as an activation. */
export default async function OtherActionPage({ params }: Props) {
  const { otherAction, forgotPassword } = messagesFor((await params).locale)
  const { name, signInUrl } = services().config.brand
  return (
    <>
      <PageText icon="broken-link" brand={name} title={otherAction.title} lead={otherAction.lead} />
      {signInUrl && <ButtonLink href={signInUrl}>{otherAction.signIn}</ButtonLink>}
      {signInUrl ? (
        <SideLink href="/forgot-password">{forgotPassword.title}</SideLink>
      ) : (
        <ButtonLink href="/forgot-password">{forgotPassword.title}</ButtonLink>
      )}
    </>
  )
}
