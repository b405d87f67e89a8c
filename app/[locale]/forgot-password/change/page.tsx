import { AskForLink } from '#app/[locale]/forgot-password/ask-for-link.tsx'
import { addressIn } from '#server/http/cookies.ts'
import { currentFlow } from '#server/http/request-context.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The form with the address of the last request, to be corrected. */
export default async function ChangePage({ params }: Props) {
  return <AskForLink locale={(await params).locale} email={addressIn(await currentFlow()) ?? ''} />
}
