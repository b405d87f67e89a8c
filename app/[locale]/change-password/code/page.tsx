import { PageText } from '#components/page-text.tsx'
import { SideLink } from '#components/side-link.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { addressIn } from '#server/http/cookies.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { CodeForm } from './form.tsx'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page for a code that is typed instead of opening the link, with the address of the request. */
export default async function CodePage({ params }: Props) {
  const { withCode, withLink, forgotPassword } = messagesFor((await params).locale)
  return (
    <>
      <PageText icon="key" title={withCode.title} lead={withCode.lead} />
      <CodeForm
        words={withCode}
        addressWords={forgotPassword}
        email={splitAddress(addressIn(await currentFlow()) ?? '')}
      />
      <SideLink href="/forgot-password">{withLink.again}</SideLink>
    </>
  )
}
