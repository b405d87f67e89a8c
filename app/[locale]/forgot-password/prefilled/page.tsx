import { AskForLink } from '#app/[locale]/forgot-password/ask-for-link.tsx'
import { readSentAddress } from '#lib/email-address.ts'

type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ email?: string | string[] }>
}

export const dynamic = 'force-dynamic'

/** The form with the address that the shop passes in the query. */
export default async function PrefilledPage({ params, searchParams }: Props) {
  const { email } = await searchParams
  const address = typeof email === 'string' ? readSentAddress(email) : ''
  return <AskForLink locale={(await params).locale} email={address} />
}
