import { ButtonLink } from '#components/button-link.tsx'
import { PageText } from '#components/page-text.tsx'
import { SideLink, SideText } from '#components/side-link.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The last page. It links to the sign-in page, because a reset does not sign the customer in. */
export default async function DonePage({ params }: Props) {
  const { done } = messagesFor((await params).locale)
  const { config, upstream } = services()
  const { name, signInUrl, supportUrl } = config.brand
  return (
    <>
      <PageText icon="tick" tone="good" brand={name} title={done.title} lead={done.lead} />
      {signInUrl && <ButtonLink href={signInUrl}>{done.signIn}</ButtonLink>}
      {!upstream.endsSessions && (
        <>
          <SideText>{done.devices}</SideText>
          {supportUrl && <SideLink href={supportUrl}>{done.lost}</SideLink>}
        </>
      )}
    </>
  )
}
