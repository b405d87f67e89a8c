import { PageText } from '#components/page-text.tsx'
import { SideLink } from '#components/side-link.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'
import { LinkForm } from './form.tsx'

type Props = { params: Promise<{ locale: string }> }

/** The page for browsers without cookies. It is the same for everyone. */
export default async function WithLinkPage({ params }: Props) {
  const { withLink, changePassword } = messagesFor((await params).locale)
  const { policy, config } = services()
  return (
    <>
      <PageText icon="lock" title={withLink.title} lead={withLink.lead} />
      <LinkForm
        words={withLink}
        passwordWords={changePassword}
        policy={policy}
        scripts={config.scripts}
      />
      <SideLink href="/forgot-password">{withLink.again}</SideLink>
    </>
  )
}
